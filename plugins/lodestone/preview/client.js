// Put into every page by `lodestone serve`, never into a file: loads the page again after a build that
// changed it, keeps the reader's place, and lays the problems of the build over the page.
"use strict";
(() => {
  const script = document.currentScript;
  const shown = script.dataset.page;
  const PLACE = "lodestone place " + location.pathname;
  const CLOSED = "lodestone closed";

  // The place: the last named element above the top of the window, and how far it is from there.
  const named = () => [...document.querySelectorAll("main [id]")];
  function keepPlace() {
    const above = named().filter((each) => each.getBoundingClientRect().top <= 1).pop();
    const from = above ? { id: above.id, top: above.getBoundingClientRect().top } : { y: scrollY };
    sessionStorage.setItem(PLACE, JSON.stringify(from));
  }
  function takePlace() {
    const kept = sessionStorage.getItem(PLACE);
    if (!kept) return;
    sessionStorage.removeItem(PLACE);
    const { id, top, y } = JSON.parse(kept);
    const mark = id && document.getElementById(id);
    scrollTo({ top: mark ? scrollY + mark.getBoundingClientRect().top - top : y ?? scrollY, behavior: "instant" });
  }

  // A page that a broken template took away stays on the screen until there is one again.
  async function refresh(errors) {
    const answer = await fetch(location.href, { cache: "no-store" });
    const mark = (await answer.text()).match(/client\.js" data-page="([0-9a-f]+)"/);
    if (!mark || mark[1] === shown) return false;
    if (!answer.ok && errors) return false;
    keepPlace();
    location.reload();
    return true;
  }

  function element(name, text, parent, kind) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    if (parent) parent.append(made);
    return made;
  }

  let host;
  function show(problems) {
    host?.remove();
    if (!problems.length) return;
    const errors = problems.filter((each) => each.severity === "error").length;
    const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
    host = element("div", "", document.body);
    host.id = "lodestone-preview";
    const inside = host.attachShadow({ mode: "open" });
    const sheet = element("link", "", inside);
    sheet.rel = "stylesheet";
    sheet.href = new URL("client.css", script.src).href;
    const panel = element("details", "", inside, errors ? "errors" : "warnings");
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-label", "Problems of this build");
    element("summary", `${count(errors, "error")}, ${count(problems.length - errors, "warning")}`, panel);
    const list = element("ol", "", panel);
    for (const each of problems) {
      const item = element("li", "", list, each.severity);
      const head = element("p", "", item);
      element("strong", each.place, head);
      element("span", ` ${each.code} ${each.message}`, head);
      if (each.excerpt) element("pre", each.excerpt, item);
    }
    // Closed by hand, it stays closed until the problems are others.
    const kind = JSON.stringify(problems.map((each) => each.text));
    panel.open = errors > 0 && sessionStorage.getItem(CLOSED) !== kind;
    panel.addEventListener("toggle", () => sessionStorage.setItem(CLOSED, panel.open ? "" : kind));
    panel.addEventListener("keydown", (event) => { if (event.key === "Escape") panel.open = false; });
  }

  // A browser has few connections to one host, so a page that nobody sees gives its own back.
  let events;
  function listen() {
    events?.close();
    if (document.hidden) return;
    events = new EventSource(new URL("events", script.src).href);
    events.onmessage = async (event) => {
      const told = JSON.parse(event.data);
      if (await refresh(told.problems.some((each) => each.severity === "error")).catch(() => false)) return;
      show(told.problems);
    };
  }
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => events?.close());
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  takePlace();
  listen();
})();
