(() => {
  const $ = selector => document.querySelector(selector);

  // What charts wait for, if they were in the page before plotly was.
  if (window.Plotly) window.dispatchEvent(new Event("deepq-plotly"));

  renderMathInElement($("main"), {
    delimiters: [
      { left: "$$", right: "$$", display: true },
      { left: "$", right: "$", display: false },
      { left: "\\begin{equation}", right: "\\end{equation}", display: true }
    ],
    ignoredClasses: ["output", "highlight"]
  });

  // The empty corner of a table is no heading.
  for (const corner of document.querySelectorAll("main th:empty")) corner.replaceWith(document.createElement("td"));

  // What is wider than the page is moved by the arrow keys too.
  function reachable() {
    for (const wide of document.querySelectorAll("main pre, main table, .katex-display")) {
      if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
      else wide.removeAttribute("tabindex");
    }
  }
  window.addEventListener("resize", reachable);
  document.addEventListener("toggle", reachable, true);
  document.fonts.ready.then(reachable);

  const theme = $("#theme");
  function named() { theme.textContent = document.body.dataset.jpThemeLight === "false" ? "Light" : "Dark"; }
  theme.onclick = () => {
    document.body.dataset.jpThemeLight = document.body.dataset.jpThemeLight === "false";
    try { localStorage.deepqLight = document.body.dataset.jpThemeLight; } catch (closed) { /* until the next page */ }
    named();
  };
  named();

  const menu = $("#menu");
  menu.onclick = () => menu.setAttribute("aria-expanded", document.body.classList.toggle("open"));

  // The search: every word must occur, in a section's heading (which counts most) or in its text.
  const field = $("#search input"), found = $("#found");
  let index;
  function load() {
    index = index || new Promise(done => {
      const script = document.createElement("script");
      script.src = "search.js";
      script.onload = () => done(window.deepqIndex);
      document.head.append(script);
    });
    return index;
  }
  async function search() {
    const words = field.value.toLowerCase().split(/\s+/).filter(word => word);
    const sections = words.length ? await load() : [];
    const hits = [];
    for (const section of sections) {
      const title = section.title.toLowerCase(), text = section.text.toLowerCase();
      if (words.every(word => title.includes(word) || text.includes(word))) {
        hits.push({ section, at: Math.max(0, text.indexOf(words[0])), rank: words.filter(word => title.includes(word)).length });
      }
    }
    hits.sort((a, b) => b.rank - a.rank);
    // A section once, with its best place.
    const name = ({ section }) => section.page + section.title;
    const sectionsFound = hits.filter((hit, i) => hits.findIndex(other => name(other) === name(hit)) === i);
    found.replaceChildren(...sectionsFound.slice(0, 12).map(({ section, at }) => {
      const link = document.createElement("a"), title = document.createElement("strong"), text = document.createElement("span");
      link.href = section.href;
      title.textContent = section.page + (section.title === section.page ? "" : ": " + section.title);
      text.textContent = (at > 40 ? "… " : "") + section.text.slice(Math.max(0, at - 40), at + 90) + " …";
      link.append(title, text);
      return link;
    }));
    if (words.length && !hits.length) found.textContent = "Nothing found.";
  }
  field.addEventListener("focus", load);
  field.addEventListener("input", search);
  $("#search").addEventListener("submit", event => {
    event.preventDefault();
    if (found.firstElementChild) found.firstElementChild.click();
  });
  function close() { field.value = ""; found.replaceChildren(); }
  $("#search").addEventListener("click", event => { if (event.target.closest("a")) close(); });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") close();
    if (event.key === "/" && document.activeElement === document.body) { event.preventDefault(); field.focus(); }
  });
  $("#contents").addEventListener("click", event => { if (event.target.closest("a") && menu.ariaExpanded === "true") menu.click(); });
})();
