function (host, film) {
  if (!host || !document.createElement("canvas").getContext) return;
  const make = (tag, parent, attributes) => {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    return parent.appendChild(element);
  };
  const control = "height:36px;font:14px sans-serif;color:#333;background:#fff;border:1px solid #888;border-radius:4px;";
  const box = make("div", host, { class: "deepq-player", role: "group", "aria-label": film.title, style: "max-width:" + Math.max(320, film.width) + "px;font:14px sans-serif" });
  make("div", box, { style: "font-weight:bold;font-size:16px;padding:6px 2px" }).textContent = film.title;
  const canvas = make("canvas", box, { role: "img", "aria-label": film.alt, style: "width:100%;max-width:" + film.width + "px;display:block;border:1px solid #e3e3e3;box-sizing:border-box" });
  const bar = make("div", box, { style: "display:flex;flex-wrap:wrap;gap:8px;align-items:center;padding:6px 0" });
  const play = make("button", bar, { type: "button", style: control + "width:44px;padding:0;cursor:pointer" });
  const slider = make("input", bar, { type: "range", min: 0, value: 0, "aria-label": "Frame", style: "flex:1 1 120px;min-width:100px;height:36px;margin:0" });
  const count = make("span", bar, { style: "min-width:84px;font-variant-numeric:tabular-nums" });
  const speed = make("select", bar, { "aria-label": "Speed", style: control });
  for (const factor of [0.1, 0.25, 0.5, 1, 2, 4]) {
    make("option", speed, factor === 1 ? { value: factor, selected: "" } : { value: factor }).textContent = factor + " \u00d7";
  }
  const choice = make("select", bar, { "aria-label": "Episode", style: control + (film.tracks.length > 1 ? "" : "display:none") });
  film.tracks.forEach((track, i) => { make("option", choice, { value: i }).textContent = track.name; });

  let rows = [], frame = 0, playing = false, before = 0;
  function open(track) {
    // Rows out of the first one and the changes.
    rows = [track.first];
    for (let i = 1; i < track.length; i++) {
      const row = rows[i - 1].slice();
      track.columns.forEach((columns, k) => { for (const column of columns) row[column] += track.changes[k][i - 1]; });
      rows.push(row);
    }
    slider.max = track.length - 1;
    show(0);
  }
  function show(next) {
    frame = Math.max(0, Math.min(rows.length - 1, next));
    const at = Math.floor(frame);
    slider.value = at;
    count.textContent = (at + 1) + " of " + rows.length;
    slider.setAttribute("aria-valuetext", "frame " + count.textContent);
    draw(rows[at]);
  }
  function draw(row) {
    const sharp = Math.min(3, window.devicePixelRatio || 1);
    canvas.width = film.width * sharp;
    canvas.height = film.height * sharp;
    const pen = canvas.getContext("2d");
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, film.width, film.height);
    let at = 0;
    const place = () => row[at++] / 10;
    for (const kind of film.kinds) {
      pen.fillStyle = pen.strokeStyle = "#" + row[at++].toString(16).padStart(6, "0");
      pen.beginPath();
      if (kind === "L") {
        pen.moveTo(place(), place());
        pen.lineTo(place(), place());
        pen.lineWidth = place();
        pen.stroke();
      } else if (kind === "C") {
        pen.arc(place(), place(), place(), 0, 2 * Math.PI);
        pen.fill();
      } else if (kind === "T") {
        const text = film.texts[row[at++]], x = place(), y = place(), size = place();
        pen.font = size + "px sans-serif";
        pen.textAlign = "center";
        pen.fillText(text, x, y + 0.35 * size);
      } else {
        for (let corner = 0; corner < +kind.slice(1); corner++) pen.lineTo(place(), place());
        pen.fill();
      }
    }
  }
  function tick(now) {
    if (!playing) return;
    show(frame + (now - before) / 1000 * film.fps * speed.value);
    before = now;
    if (frame >= rows.length - 1) set(false);
    else requestAnimationFrame(tick);
  }
  function set(on) {
    playing = on;
    play.setAttribute("aria-label", on ? "Pause" : "Play");
    play.title = on ? "Pause" : "Play";
    // Drawn, because not every font has these signs.
    play.innerHTML = "<svg width='16' height='16' viewBox='0 0 16 16' aria-hidden='true' style='vertical-align:middle'><path fill='#333' d='"
      + (on ? "M3 2h4v12H3zM9 2h4v12H9z" : "M3 1l11 7-11 7z") + "'/></svg>";
    if (on) {
      if (frame >= rows.length - 1) show(0);
      requestAnimationFrame(now => { before = now; tick(now); });
    }
  }
  play.onclick = () => set(!playing);
  slider.oninput = () => { set(false); show(+slider.value); };
  choice.onchange = () => { set(false); open(film.tracks[choice.value]); };
  // In the classic Notebook keys would start commands.
  box.addEventListener("keydown", event => event.stopPropagation());
  set(false);
  open(film.tracks[0]);
  host.firstElementChild.style.display = "none";
}
