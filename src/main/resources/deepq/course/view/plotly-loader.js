function (packed) {
  // Once per page. The parameters hide define, module and exports: RequireJS would keep plotly to itself.
  if (window.Plotly || window.deepqPlotly) return;
  window.deepqPlotly = (async function () {
    const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const source = await new Response(stream).text();
    new Function("define", "module", "exports", source).call(window);
    return window.Plotly;
  })().catch(function (problem) {
    console.warn("deepq: charts stay pictures, plotly could not be loaded", problem);
    return null;
  });
}
