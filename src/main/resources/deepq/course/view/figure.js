function (host, { figure, alt, above, width }) {
  // Draws a Plotly figure over what host shows, which stays where there is no plotly.
  if (!host || !window.ResizeObserver) return;
  const still = host.querySelector(".deepq-still"), place = document.createElement("div");
  place.style.cssText = "position:absolute;inset:0";
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", alt);
  let drawn = "", busy = false;

  async function load() {
    // The page's own, else out of an output of this notebook, else out of the kernel's folder.
    if (window.Plotly) return window.Plotly;
    const page = document.getElementById("jupyter-config-data");
    const base = page ? JSON.parse(page.textContent).baseUrl : document.body.dataset.baseUrl;
    let packed = null;
    if (window.deepqPacked) {
      packed = new Blob([Uint8Array.from(atob(window.deepqPacked), c => c.charCodeAt(0))]).stream();
    } else if (base) {
      const answer = await fetch(base + "kernelspecs/java/plotly.js.gz");
      packed = answer.ok ? answer.body : null;
    }
    if (!packed) return null;
    const source = await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).text();
    // The parameters hide define, module and exports: RequireJS would keep plotly to itself.
    new Function("define", "module", "exports", source).call(window);
    return window.Plotly;
  }

  const parts = color => color.match(/[\d.]+/g).map(Number);

  function template(ink) {
    // What a figure does not say itself: the page's ink and ground, and Okabe and Ito's colors.
    let ground = host;
    while (ground && parts(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
    const paper = ground ? parts(getComputedStyle(ground).backgroundColor) : [255, 255, 255];
    const faint = (color, opacity) => "rgba(" + color.slice(0, 3) + "," + opacity + ")";
    const ticks = { gridcolor: faint(parts(ink), 0.14), linecolor: faint(parts(ink), 0.5), showline: true,
      tickcolor: faint(parts(ink), 0.5), ticks: "outside", ticklen: 4, zeroline: false, automargin: true };
    const across = Math.max(4, Math.min(8, Math.floor((host.clientWidth - 60) / 75)));
    return { layout: {
      colorway: ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7F7F7F"],
      font: { color: ink, size: 13, family: getComputedStyle(host).fontFamily },
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", hovermode: "closest",
      xaxis: { ...ticks, nticks: across, title: { standoff: 8 } }, yaxis: { ...ticks, nticks: 8, title: { standoff: 10 } },
      colorscale: { sequential: "Cividis" },
      legend: { orientation: "h", x: 0.5, xanchor: "center", yref: "container", y: 0, yanchor: "bottom",
        traceorder: "normal", itemsizing: "constant" },
      title: { x: 0.5, xanchor: "center", y: 1, yref: "container", yanchor: "top", pad: { t: 14 }, font: { size: 17 } },
      annotationdefaults: { font: { color: ink }, arrowcolor: ink, bgcolor: faint(paper, 0.7) } } };
  }

  function wrap(text, most) {
    // Plotly does not break lines.
    const lines = [""];
    for (const word of text.split(/ |(?=<br>)/)) {
      const last = lines[lines.length - 1];
      if (word.startsWith("<br>")) lines.push(word.slice(4));
      else if (last && last.length + word.length > most) lines.push(word);
      else lines[lines.length - 1] = last ? last + " " + word : word;
    }
    return lines.join("<br>");
  }

  // Room for a title and a legend of any length; what a figure says about its margins is left alone.
  function framed(layout, data) {
    const size = host.clientWidth, lines = text => text.split("<br>").length;
    layout.title = typeof layout.title === "string" ? { text: layout.title } : layout.title || {};
    if (layout.title.text) layout.title.text = wrap(layout.title.text, size / 9);
    // Plotly moves a title up by half of its further lines.
    if (layout.title.text) layout.title.pad = { t: 3 + 11 * lines(layout.title.text), ...layout.title.pad };
    for (const axis of ["xaxis", "yaxis"]) {
      const title = (layout[axis] || {}).title;
      if (title && title.text) title.text = wrap(title.text, (axis === "xaxis" ? size - 90 : host.clientHeight - 110) / 8);
    }
    const names = data.filter(trace => trace.showlegend !== false && trace.name).map(trace => trace.name.length * 6.5 + 48);
    const across = Math.max(1, Math.floor(size / Math.max(...names, 1)));
    const legend = layout.showlegend === false || names.length < 2 && !layout.showlegend ? 0
      : names.reduce((sum, name) => sum + name, 0) < size ? 1 : Math.ceil(names.length / across);
    const below = layout.xaxis && layout.xaxis.title && layout.xaxis.title.text;
    layout.margin = { l: 64, r: 24, t: layout.title.text ? 34 + 23 * lines(layout.title.text) : 24,
      b: 34 + (below ? 10 + 18 * lines(below) : 0) + (legend ? 8 + 19 * legend : 0), ...layout.margin };
    // A long legend makes the figure higher, not its axes flat.
    host.style.minHeight = "min(" + Math.max(320, layout.margin.t + layout.margin.b + 150) + "px,200vh)";
    if (layout.margin.b > 110) host.style.aspectRatio = "auto", host.style.height = 290 + layout.margin.b + "px";
  }

  // On a dark page the same hues, lighter, and ink for ink.
  const lighter = { "#0072B2": "#56B4E9", "#D55E00": "#F07A2B", "#009E73": "#2BC59A", "#56B4E9": "#9AD2F5",
    "#7F7F7F": "#AAAAAA", "#CC3311": "#FF7755" };

  async function draw() {
    const ink = getComputedStyle(host).color, now = host.clientWidth + ink;
    if (!host.clientWidth || busy || now === drawn) return;
    busy = true;
    try {
      const Plotly = await (window.deepqPlotly = window.deepqPlotly || load());
      if (!Plotly) { window.deepqPlotly = null; return; }
      if (!place.parentElement) host.appendChild(place);
      const dark = Math.max(...parts(ink).slice(0, 3)) > 127, narrow = host.clientWidth < 500;
      // Letters and dots shrink with the picture, the bins of a histogram do not.
      const scale = Math.max((figure.layout.meta || {}).smallest || 0.85, Math.min(1, host.clientWidth / width));
      const { data, layout } = JSON.parse(JSON.stringify(figure), function (key, value) {
        return value === "#333333" ? ink : key === "size" && value > 0 && !("start" in this) ? value * scale
          : dark && lighter[value] || value;
      });
      framed(layout, data);
      delete layout.width;
      delete layout.height;
      await Plotly.react(place, data, { ...layout, template: template(ink), autosize: true }, { displaylogo: false, responsive: true,
        displayModeBar: !narrow && window.matchMedia("(hover: hover)").matches ? "hover" : false,
        modeBarButtons: [["zoom2d", "pan2d", "resetScale2d", "toImage"]] });
      if (still) still.style.visibility = "hidden";
      if (above && !drawn) host.insertAdjacentHTML("beforeend", above);
      drawn = host.dataset.drawn = now;
    } catch (problem) {
      place.remove();
      if (still) still.style.visibility = "";
      host.dataset.drawn = "failed";
      console.warn("deepq: the figure stays as it is", problem);
    } finally { busy = false; }
  }

  // Also when it first gets a width: an output may be drawn before it is in the page.
  new ResizeObserver(draw).observe(host);
  window.addEventListener("deepq-plotly", draw);
  new MutationObserver(() => setTimeout(draw, 300)).observe(document.body,
    { attributes: true, attributeFilter: ["data-jp-theme-light", "class"] });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}
