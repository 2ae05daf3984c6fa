function (host, chart) {
  // The img stays unless plotly is there and draws.
  Promise.resolve(window.deepqPlotly || window.Plotly).then(async function (Plotly) {
    if (!Plotly || !host) return;
    const many = chart.figures.length > 1;
    const place = document.createElement("div");
    place.style.cssText = "display:flex;flex-wrap:wrap;max-width:" + chart.width + "px";
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", chart.alt);
    const fallback = host.firstElementChild;
    host.appendChild(place);
    const available = Math.min(chart.width, host.clientWidth || chart.width);
    const broad = many ? Math.max(Math.min(320, available), available / chart.figures.length) : available;
    function wrap(text, width) {
      // Plotly does not break lines.
      const lines = [""];
      for (const word of text.split(" ")) {
        const last = lines[lines.length - 1];
        if (last && last.length + word.length > width / 9) lines.push(word);
        else lines[lines.length - 1] = last ? last + " " + word : word;
      }
      return lines.join("<br>");
    }
    try {
      // All places first: a figure is drawn as wide as its place is then, and does not notice when a neighbor narrows it.
      const cells = chart.figures.map(function (figure) {
        const cell = document.createElement("div");
        cell.style.cssText = "flex:1 1 " + (many ? "320px" : "100%") + ";min-width:0;height:" + (many ? 330 : figure.layout.height) + "px";
        return place.appendChild(cell);
      });
      for (const [i, figure] of chart.figures.entries()) {
        const layout = Object.assign({}, figure.layout);
        delete layout.height; // the cell's
        layout.title = Object.assign({}, layout.title, { text: wrap(layout.title.text, broad) });
        await Plotly.newPlot(cells[i], figure.data, layout, { responsive: true, displaylogo: false, displayModeBar: false });
      }
      fallback.style.display = "none";
    } catch (problem) {
      place.remove();
      console.warn("deepq: the chart stays a picture", problem);
    }
  });
}
