function (host, film) {
  if (!host) return;
  const make = (tag, parent, attributes) => {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    return parent.appendChild(element);
  };
  const many = film.tracks.length > 1;
  const control = "height:36px;font:14px sans-serif;color:inherit;background:transparent;border:1px solid;border-radius:4px;";
  const box = make("div", host, { class: "deepq-player", role: "group", "aria-label": film.title, style: "max-width:" + film.box + "px;font:14px sans-serif" });
  make("div", box, { style: "font-weight:bold;font-size:16px;padding:6px 2px" }).textContent = film.title;
  const narrowest = Math.max(160, Math.min(240, film.width, film.box / film.tracks.length - 12));
  const stage = make("div", box, { style: "display:grid;gap:12px;align-items:end;grid-template-columns:repeat(auto-fit,minmax(min(" + narrowest + "px,100%),1fr))" });
  const tracks = film.tracks.map(track => {
    const cell = make("div", stage, { style: "min-width:0;max-width:" + film.width + "px" });
    const name = make("div", cell, { style: "padding:2px;min-height:1.2em;font-variant-numeric:tabular-nums" });
    cell.insertAdjacentHTML("beforeend", "<svg>" + track.svg + "</svg>");
    const svg = cell.lastElementChild;
    const look = { class: film.paper ? "deepq-paper" : "", role: "img", "aria-label": track.name + ": " + track.alt,
      viewBox: "0 0 " + film.width + " " + film.height, "font-family": "sans-serif", "text-anchor": "middle",
      style: "width:100%;max-width:" + film.width + "px;height:auto;display:block;border:1px solid #8888;box-sizing:border-box;background:#fff;color:#000" };
    for (const attribute in look) svg.setAttribute(attribute, look[attribute]);
    svg.pauseAnimations();
    return { title: track.name, name, svg, last: track.length - 1 };
  });
  const longest = Math.max(...tracks.map(track => track.last)) + 1;
  const bar = make("div", box, { class: "deepq-controls", style: "display:flex;flex-wrap:wrap;gap:8px;align-items:center;padding:6px 0" });
  const play = make("button", bar, { type: "button", style: control + "width:44px;padding:0;cursor:pointer" });
  const slider = make("input", bar, { type: "range", min: 0, max: longest - 1, value: 0, "aria-label": "Frame", style: "flex:1 1 120px;min-width:100px;height:36px;margin:0" });
  const count = make("span", bar, { style: "min-width:84px;font-variant-numeric:tabular-nums" });
  const speed = make("select", bar, { "aria-label": "Speed", style: control });
  // What would be over in a moment is played slowly.
  const factors = [0.1, 0.25, 0.5, 1, 2, 4];
  const usual = [1, 0.5, 0.25].find(factor => longest / film.fps / factor >= 2) || 0.1;
  for (const factor of factors) {
    make("option", speed, factor === usual ? { value: factor, selected: "", style: "color:#000;background:#fff" } : { value: factor, style: "color:#000;background:#fff" }).textContent = factor + " \u00d7";
  }

  let frame = 0, playing = false, before = 0;
  function show(next) {
    frame = Math.max(0, Math.min(longest - 1, next));
    const at = Math.floor(frame);
    slider.value = at;
    count.textContent = (at + 1) + " of " + longest;
    slider.setAttribute("aria-valuetext", "frame " + count.textContent);
    for (const track of tracks) {
      track.name.textContent = track.title + (at >= track.last && many ? ": over after " + track.last + (track.last === 1 ? " step" : " steps") : "");
      track.svg.setCurrentTime(Math.min(at, track.last) + 0.01);
    }
  }
  function tick(now) {
    if (!playing || !box.isConnected) return;
    const next = frame + (now - before) / 1000 * film.fps * speed.value;
    before = now;
    const over = next >= longest - 1;
    show(next);
    if (over) set(false);
    else requestAnimationFrame(tick);
  }
  function set(on) {
    playing = on;
    play.setAttribute("aria-label", on ? "Pause" : "Play");
    play.title = on ? "Pause" : "Play";
    // Drawn, because not every font has these signs.
    play.innerHTML = "<svg width='16' height='16' viewBox='0 0 16 16' aria-hidden='true' style='vertical-align:middle'><path fill='currentColor' d='"
      + (on ? "M3 2h4v12H3zM9 2h4v12H9z" : "M3 1l11 7-11 7z") + "'/></svg>";
    if (on) {
      if (frame >= longest - 1) show(0);
      requestAnimationFrame(now => { before = now; tick(now); });
    }
  }
  play.onclick = () => set(!playing);
  slider.oninput = () => { set(false); show(+slider.value); };
  // In the classic Notebook keys would start commands.
  box.addEventListener("keydown", event => event.stopPropagation());
  set(false);
  show(0);
  // For whoever photographs it.
  box.deepqShow = show;
  box.dataset.frames = longest;
  box.dataset.fps = film.fps;
  host.firstElementChild.style.display = "none";
}
