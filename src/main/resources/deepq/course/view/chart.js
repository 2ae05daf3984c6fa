function (host, chart) {
  // The still picture stays unless plotly is there and draws.
  if (!host || !window.ResizeObserver) return;
  const fallback = host.firstElementChild;
  const place = document.createElement("div");
  place.style.cssText = "max-width:" + chart.width + "px;height:" + chart.figure.layout.height + "px";
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", chart.alt);
  let drawn = 0, drawing = false;

  async function load() {
    // The page's own, else out of an output of this notebook, else out of the kernel's folder.
    if (window.Plotly) return window.Plotly;
    const page = document.getElementById("jupyter-config-data");
    const base = page ? JSON.parse(page.textContent).baseUrl : document.body.dataset.baseUrl;
    let packed;
    if (window.deepqPacked) packed = new Blob([Uint8Array.from(atob(window.deepqPacked), c => c.charCodeAt(0))]).stream();
    else if (base) {
      const answer = await fetch(base + "kernelspecs/java/plotly.js.gz");
      if (answer.ok) packed = answer.body;
    }
    if (!packed) return null;
    const source = await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).text();
    // The parameters hide define, module and exports: RequireJS would keep plotly to itself.
    new Function("define", "module", "exports", source).call(window);
    return window.Plotly;
  }

  function themed(figure) {
    // The page's own colors, light or dark, in place of ink and paper.
    const parts = color => color.match(/[\d.]+/g).map(Number);
    let ground = host;
    while (ground && parts(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
    const paper = ground ? parts(getComputedStyle(ground).backgroundColor) : [255, 255, 255];
    const [r, g, b, opacity = 1] = parts(getComputedStyle(host).color);
    const mix = (share, alpha) => "rgba(" + [r, g, b].map((ink, i) => Math.round(paper[i] + share * opacity * (ink - paper[i]))) + "," + alpha + ")";
    const colors = {
      "#333333": mix(0.95, 1), "#888888": mix(0.6, 1), "#E3E3E3": mix(0.15, 1), "#000000": mix(1, 1),
      "#FFFFFF": mix(0, 1), "#FFFFFFB3": mix(0, 0.7), "#FFFFFF00": mix(0, 0)
    };
    return JSON.parse(JSON.stringify(figure), (key, value) => colors[value] || value);
  }

  function wrap(text, width) {
    // Plotly does not break lines.
    const lines = [""];
    for (const word of text.split(" ")) {
      const last = lines[lines.length - 1];
      if (last && last.length + word.length > width) lines.push(word);
      else lines[lines.length - 1] = last ? last + " " + word : word;
    }
    return lines.join("<br>");
  }

  async function draw() {
    const width = Math.min(chart.width, host.clientWidth);
    if (!width || drawing) return;
    drawing = true;
    try {
      const Plotly = await (window.deepqPlotly = window.deepqPlotly || load());
      if (!Plotly) {
        window.deepqPlotly = null;
        return;
      }
      const figure = themed(chart.figure), layout = figure.layout, narrow = width < 500;
      if (!place.parentElement) host.appendChild(place);
      layout.title.text = wrap(layout.title.text, width / 9);
      layout.title.font.size = narrow ? 15 : 17;
      layout.margin.t = 26 + 22 * layout.title.text.split("<br>").length;
      if (narrow) {
        const across = layout.xaxis.title;
        across.text = wrap(across.text, width / 10);
        layout.margin.b += 22 * (across.text.split("<br>").length - 1);
      }
      layout.xaxis.nticks = Math.max(4, Math.min(8, Math.floor((width - 60) / 75)));
      for (const note of layout.annotations || []) note.text = wrap(note.text, width / 16);
      delete layout.height; // the place's
      // On a screen without a mouse it would always be there.
      figure.config.displayModeBar = !narrow && window.matchMedia("(hover: hover)").matches ? "hover" : false;
      await Plotly.react(place, figure.data, layout, figure.config);
      fallback.style.display = "none";
      drawn = width;
    } catch (problem) {
      place.remove();
      fallback.style.display = "";
      console.warn("deepq: the chart stays a picture", problem);
    } finally {
      drawing = false;
    }
  }

  // Also when it first gets a width: an output may be drawn before it is in the page.
  new ResizeObserver(() => { if (Math.min(chart.width, host.clientWidth) !== drawn) draw(); }).observe(host);
  window.addEventListener("deepq-plotly", draw);
  new MutationObserver(() => setTimeout(draw, 500)).observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "class", "data-theme"] });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}
