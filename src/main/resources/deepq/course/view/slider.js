function (host, setting) {
  if (!host) return;
  const slides = [...host.firstElementChild.children];
  const make = (tag, parent, attributes, text) => {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    if (text) element.textContent = text;
    return parent.appendChild(element);
  };
  // JupyterLab's shortcuts listen before the slider does; the classic Notebook's come after it.
  const box = make("div", host, { class: "deepq-slider", role: "group", "aria-label": setting.title, "data-lm-suppress-shortcuts": "true", style: "max-width:" + setting.width + "px;font:14px/1.4 sans-serif" });
  host.insertBefore(box, host.firstElementChild);
  box.addEventListener("keydown", event => event.stopPropagation());
  make("div", box, { style: "font-weight:bold;font-size:16px;padding:6px 2px" }, setting.title);
  const row = make("label", box, { style: "display:flex;align-items:center;gap:10px;padding:0 2px" });
  make("span", row, { style: "min-width:64px" }, setting.parameter);
  const input = make("input", row, { type: "range", min: 0, max: setting.values.length - 1, step: 1, value: Math.floor(setting.values.length / 2), style: "flex:1 1 120px;min-width:80px;height:44px;margin:0" });
  const shown = make("output", row, { style: "min-width:64px;font-size:16px;font-variant-numeric:tabular-nums" });
  input.oninput = () => {
    shown.textContent = setting.values[input.value];
    input.setAttribute("aria-valuetext", setting.parameter + " " + setting.values[input.value]);
    slides.forEach((slide, i) => { slide.style.visibility = i === +input.value ? "visible" : "hidden"; });
  };
  input.oninput();
}
