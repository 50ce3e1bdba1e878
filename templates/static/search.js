/* Search. Reads the shards that the build wrote (site/views/search.py says which), a few of them a query, ranks
   briefings as BM25 does, and shows what it finds. All text reaches the page as text, never as markup.

   `parse`, `terms` and `find` are exported for tests; what they do to words, site/search_words.py does to texts. */

const RANGES = 512, NEAR = 10, FAR = 11, LEVELS = 8, SHOWN = 4, PAGE = 10, WORDS = 45;
const FACETS = ["topic", "company", "risk", "year", "reliability"];

// Words

const SIGNS = "\u3040-\u30ff\u3400-\u9fff";
const RUN = new RegExp(`[${SIGNS}]`);
const TOKEN = new RegExp(
  `[${SIGNS}]+|[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?|[0-9]+\\.[0-9]+|(?:(?![${SIGNS}])[\\p{L}\\p{N}])+`, "gu");
const MARKED = new RegExp(`[${SIGNS}]+|[0-9][0-9.,]*[0-9]|(?:(?![${SIGNS}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
const SPELT = { ß: "ss", æ: "ae", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", œ: "oe", ı: "i" };
const ENDING = /(?:at(?:e|ed|es|ing|ions?|ors?)|ions?|ings?|[eo]rs?|ed|es|e)$/;

const fold = text => text.normalize("NFKD").replace(/\p{M}+/gu, "").normalize("NFC").toLowerCase()
  .replace(/[ßæøłđðþœı]/g, sign => SPELT[sign]).replace(/['’]s(?![\p{L}\p{N}])/gu, "");

function stem(given) {
  const word = given.replace(/^(defen|licen|offen)c/, "$1s");
  if (word.length < 4 || !/^[\x00-\x7f]+s$/.test(word) || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return word.length > 4 ? word.slice(0, -3) + "y" : word;
  return word.slice(0, /(?:ss|sh|ch|x)es$/.test(word) ? -2 : -1);
}

/** What several forms of a word share, where it is long enough to mean something. */
const root = word => { const cut = word.replace(ENDING, ""); return cut.length > 3 ? cut : word; };

/** The terms of a text, as the build writes them: `[term, word as it was folded]`. */
export function terms(text, stop = new Set()) {
  const found = [];
  for (const [token] of fold(text).matchAll(TOKEN)) {
    if (RUN.test(token)) {
      for (const sign of token) found.push([sign, token]);
      for (let n = 0; n < token.length - 1; n++) found.push([token.slice(n, n + 2), token]);
    } else if (token.includes(",")) found.push([token.replaceAll(",", ""), token]);
    else if (!stop.has(token) && !/^[a-z]$/.test(token)) found.push([stem(token), token]);
  }
  return found;
}

/** The words of a query. The last one may be unfinished; of a run of signs each pair must be there. */
export function parse(query, stop) {
  const words = new Map();
  for (const [term, token] of terms(query, stop)) {
    const signs = RUN.test(token);
    if (!signs || term.length > 1 || token.length === 1) {
      const bare = signs || /[0-9]/.test(term) ? "" : root(term);
      words.set(term, { term, token, signs, root: bare, seen: new Set([term]) });
    }
  }
  const found = [...words.values()], last = found.at(-1);
  if (last && !last.signs && /[\p{L}\p{N}\p{M}]$/u.test(query)) last.open = true;
  return found;
}

/** How well a term of the index answers a word, from 0 to 1. */
function fit(word, term) {
  if (term === word.term || term === word.token) return 1;
  if (word.root && word.root.length > 3 && root(term) === word.root) return 0.6;
  return word.open && word.token.length > 3 && term.startsWith(word.token) ? 0.5 : 0;
}

/** Whether two words differ by one sign: another one, one more, one less, or two neighbours that changed places. */
export function near(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let n = 0;
  while (n < a.length && a[n] === b[n]) n++;
  const [x, y] = [a.slice(n), b.slice(n)];
  return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1)
    || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
}

// The index

const form = document.getElementById("search_form");
const site = new URL(form.dataset.root, location.href);
const kept = new Map();

function load(path, again) {
  if (!kept.has(path) || again) {
    kept.set(path, fetch(new URL(`search/${path}`, site), again ? { cache: "reload" } : {}).then(answer => {
      if (!answer.ok) throw new Error(`${answer.status} ${path}`);
      return answer.json();
    }));
    kept.get(path).catch(() => kept.delete(path));
  }
  return kept.get(path);
}

async function index(again) {
  const found = await load("index.json", again);
  if (!found.total) {
    found.total = 0;
    found.stopped = new Set(found.stop.split(" "));
    found.cuts = found.bounds.split(" ");
    found.blocks = found.blocks.map(([name, count, ranges]) => {
      const block = { name, count, ranges, first: found.total };
      found.total += count;
      return block;
    });
    found.named = found.pages.map(([path, about, lang, ...names]) => {
      const words = names.flatMap(name => terms(name).map(each => each[0]));
      return { path, about, lang, names, folded: names.map(fold), words: new Set(words) };
    });
  }
  return found;
}

/** Call `each(number, level)` for every hit of a list; see `encode` in site/search_shards.py. */
function decode(text, each) {
  let number = -1, tens = 0;
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n), sign = code - (code > 92 ? 36 : 35);
    if (sign >= NEAR * LEVELS) tens = tens * FAR + sign - NEAR * LEVELS;
    else {
      number += tens * NEAR + Math.floor(sign / LEVELS) + 1;
      tens = 0;
      each(number, sign % LEVELS);
    }
  }
}

function rangeOf(cuts, term) {
  let low = 0, high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (term < cuts[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The best level of each briefing for a word, and how many have it. */
async function look(found, word) {
  const shards = await Promise.all(found.blocks.map(async block => {
    const range = Math.floor(rangeOf(found.cuts, word.term) * block.ranges / RANGES);
    return [block, Object.entries(await load(`${block.name}/terms-${range}.json`))];
  }));
  const best = new Float32Array(found.total);
  const take = fits => {
    let count = 0;
    for (const [block, entries] of shards) {
      for (const [term, hits] of entries) {
        const factor = fits(term);
        if (!factor) continue;
        word.seen.add(term);
        decode(hits, (number, level) => {
          const at = block.first + number, value = factor * (level + 0.5) / LEVELS;
          if (!best[at]) count++;
          if (value > best[at]) best[at] = value;
        });
      }
    }
    return count;
  };
  let count = take(term => fit(word, term));
  if (!count && !word.signs && word.term.length > 4) {
    count = take(term => (near(word.term, term) ? 0.5 : 0));
    if (count) word.instead = [...word.seen].find(term => term !== word.term);
  }
  return { best, count };
}

/** Which briefings have a value of a facet. */
async function within(found, facet, value) {
  const has = new Uint8Array(found.total);
  await Promise.all(found.blocks.map(async block => {
    const values = await load(`${block.name}/${facet}.json`);
    if (Object.hasOwn(values, value)) decode(values[value], number => { has[block.first + number] = 1; });
  }));
  return has;
}

/** Briefings and pages for a query and facets, the best first. `words` tells what was looked for. */
export async function find(query, facets = {}, again = false) {
  const found = await index(again), words = parse(query, found.stopped);
  const chosen = FACETS.filter(name => facets[name]);
  const short = words.filter(word => !(word.open && word.token.length < 3 && words.length > 1));
  const [looked, limits] = await Promise.all([
    Promise.all(short.map(word => look(found, word))),
    Promise.all(chosen.map(name => within(found, name, facets[name]))),
  ]);
  const hits = [];
  let most = 0;
  if (short.length || chosen.length) {
    const weights = looked.map(each => Math.log(1 + (found.total - each.count + 0.5) / (each.count + 0.5)));
    for (let at = 0; at < found.total; at++) {
      if (!limits.every(has => has[at])) continue;
      let score = 0, matched = 0;
      for (let n = 0; n < looked.length; n++) {
        if (looked[n].best[at]) { matched++; score += weights[n] * looked[n].best[at]; }
      }
      if (matched || !short.length) hits.push({ at, score, matched });
      most = Math.max(most, matched);
    }
  }
  const all = hits.filter(hit => hit.matched === most).sort((a, b) => b.score - a.score || b.at - a.at);
  const pages = chosen.length ? [] : named(found, query, words);
  return { found, words, hits: all, pages, some: most < short.length };
}

/** Pages whose names have every word, the closest name first. */
function named(found, query, words) {
  if (!words.length) return [];
  const whole = fold(query).trim(), scored = [];
  found.named.forEach((page, order) => {
    const has = word => (word.signs ? page.folded.some(name => name.includes(word.token))
      : page.words.has(word.term) || (word.instead && page.words.has(word.instead))
        || (word.open && word.token.length > 1 && [...page.words].some(term => term.startsWith(word.token))));
    if (!words.every(has)) return;
    const closest = page.folded.map((name, n) => (
      name === whole ? (n ? 3 : 4) : name.startsWith(whole) ? 2 : name.includes(whole) ? 1 : 0));
    const score = Math.max(...closest), shown = closest.indexOf(score);
    scored.push({ ...page, score, order, also: score && shown ? page.names[shown] : "" });
  });
  return scored.sort((a, b) => b.score - a.score || a.order - b.order).slice(0, 6);
}

/** What is shown of a briefing. */
export async function card(found, at) {
  const block = found.blocks.findLast(each => each.first <= at), n = at - block.first;
  const cards = await load(`${block.name}/hits-${Math.floor(n / SHOWN)}.json`);
  const [slug, title, date, summary, lang, topics, risk, state, machine] = cards[n % SHOWN];
  return { slug, title, date, summary, lang, topics, risk, state, machine, path: `briefings/${slug}/` };
}

// The page

const element = name => document.getElementById(`search_${name}`);
const [box, said, pages, hits, more] = ["words", "said", "pages", "hits", "more"].map(element);
const clone = name => element(name).content.cloneNode(true);
const make = (tag, className, textContent) => Object.assign(document.createElement(tag), { className, textContent });
const large = text => text[0].toUpperCase() + text.slice(1);
const day = iso => new Date(iso).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** Put a text into an element, with the words that were found marked. */
function mark(target, text, words) {
  target.replaceChildren();
  let done = 0;
  const put = (start, end) => {
    target.append(text.slice(done, start), make("mark", "", text.slice(start, end)));
    done = end;
  };
  for (const { 0: token, index: start } of text.matchAll(MARKED)) {
    const run = words.find(word => word.signs && token.includes(word.token));
    if (run) put(start + token.indexOf(run.token), start + token.indexOf(run.token) + run.token.length);
    else if (hasWord(token, words)) put(start, start + token.length);
  }
  target.append(text.slice(done));
}

const hasWord = (token, words) => (
  terms(token).some(([term]) => words.some(word => !word.signs && word.seen.has(term))));

/** How many of the words a text has. */
function held(text, words) {
  const there = new Set(terms(text).map(each => each[0]));
  return words.filter(word => [...word.seen].some(term => there.has(term))).length;
}

/** The stretch of a text that has most of the words, cut at words. */
function excerpt(text, words) {
  const parts = text.split(/\s+/);
  const marks = parts.map(part => words.findIndex(word => (
    hasWord(part, [word]) || (word.signs && part.includes(word.token)))));
  let best = 0, most = -1;
  for (let start = 0; start < Math.max(1, parts.length - WORDS / 2); start++) {
    if (marks[start] < 0 && start) continue;
    const count = new Set(marks.slice(start, start + WORDS - 8).filter(n => n >= 0)).size;
    if (count > most) { most = count; best = start; }
  }
  const start = Math.max(0, best - 8), end = start + WORDS;
  return `${start ? "… " : ""}${parts.slice(start, end).join(" ")}${end < parts.length ? " …" : ""}`;
}

/** The prose of a briefing's Markdown. */
const plain = text => text
  .replace(/^---\n[^]*?\n---\n/, "").replace(/^(```|~~~)[^]*?^\1/gm, "").replace(/^\|.*$/gm, "")
  .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/ *(?:\[[^\]]*\]|\{#[^}]*\})(?=\s|$)/g, "")
  .replace(/^#+ (.*)/gm, "$1:").replace(/[*`]|^[->] /gm, "");

const seen = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) { seen.unobserve(target); target.dispatchEvent(new Event("seen")); }
  }
});

/** A briefing as the lists of the site show it; its excerpt is cut when it comes into sight. */
function briefing(each, words, found) {
  const item = clone("card").firstElementChild;
  const [link, text, time, topics] = ["a", ".excerpt", "time", ".of-topics"].map(name => item.querySelector(name));
  link.href = new URL(each.path, site);
  if (each.lang !== "en") link.lang = text.lang = each.lang;
  mark(link, each.title, words);
  mark(text, each.summary, words);
  if (each.date) time.dateTime = each.date;
  time.textContent = each.date ? day(each.date) : "undated";
  if (each.state) time.after(" ", make("span", "state", large(each.state)));
  topics.textContent = each.topics.map(id => found.topics.find(topic => topic[0] === id)?.[1] ?? id).join(" · ");
  if (each.risk) topics.before(clone(`risk_${each.risk}`), " ");
  if (each.machine) topics.before(clone("machine"), " ");
  if (held(`${each.title} ${each.summary}`, words) < words.length) {
    item.addEventListener("seen", () => cut(each, text, words), { once: true });
    seen.observe(item);
  }
  return item;
}

/** Put a stretch of its text in the place of the bottom line, where more of the words are in it. */
async function cut(each, target, words) {
  const answer = await fetch(new URL(`${each.path}source.md`, site)).catch(() => ({ ok: false }));
  const body = answer.ok ? plain(await answer.text()) : "";
  if (held(body, words) > held(each.summary, words)) mark(target, excerpt(body, words), words);
}

/** A page by its name, with the name that was asked for beside it. */
function page(each, words) {
  const item = make("li", ""), link = make("a", "");
  link.href = new URL(each.path, site);
  mark(link, each.names[0], words);
  item.append(link, " ");
  if (each.also) {
    const also = make("span", "own");
    if (RUN.test(each.also)) also.lang = each.lang;
    mark(also, each.also, words);
    item.append(also, " ");
  }
  item.append(make("span", "of", each.about));
  return item;
}

let turn = 0, shown = 0, result = null;

async function showMore(mine) {
  const next = result.hits.slice(shown, shown + PAGE), words = result.words;
  const cards = await Promise.all(next.map(hit => card(result.found, hit.at)));
  if (mine !== turn) return;
  const items = cards.map(each => briefing(each, words, result.found));
  hits.querySelector("ul").append(...items);
  shown += next.length;
  more.hidden = shown >= result.hits.length;
  return items[0];
}

const counted = (number, noun) => `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;

/** Say how much was found, and what was done to the query. */
function tell({ hits: all, pages: list, some, words }, query) {
  const parts = [[list.length, "page"], [all.length, "briefing"]].filter(each => each[0]).map(each => counted(...each));
  const what = query ? ` for “${query}”` : "";
  const other = words.filter(word => word.instead).map(word => `“${word.instead}” instead of “${word.token}”`);
  const notes = [
    other.length && ` Looked for ${other.join(", ")}.`,
    some && all.length && " No briefing has all the words; these have most of them.",
  ];
  said.textContent = parts.length
    ? `${parts.join(" and ")}${what}.${notes.find(Boolean) || ""}`
    : `Nothing was found${what}. The lists below may lead there.`;
}

const asked = () => Object.fromEntries(["q", ...FACETS].map(name => [name, form.elements[name].value.trim()]));

async function run(again = false) {
  const mine = ++turn, want = asked(), any = Object.values(want).some(Boolean);
  document.title = document.title.replace(/^(?:.* · )?(?=Search · )/, want.q ? `${want.q} · ` : "");
  if (!any) { pages.hidden = hits.hidden = true; said.textContent = ""; return; }
  try {
    const next = await find(want.q, want, again);
    if (mine !== turn) return;
    result = next;
    shown = 0;
    pages.querySelector("ul").replaceChildren(...next.pages.map(each => page(each, next.words)));
    hits.querySelector("ul").replaceChildren();
    await showMore(mine);
    if (mine !== turn) return;
    pages.hidden = !next.pages.length;
    hits.hidden = !next.hits.length;
    tell(next, want.q);
  } catch (error) {
    if (mine !== turn) return;
    if (!again) { kept.clear(); return run(true); }
    said.textContent = "The search index could not be read. Try again, or use the lists below.";
    throw error;
  }
}

let settled = false;

/** Bring the address into line. What was asked for by a key or a choice keeps its place in the history; what is typed
    on the way does not. */
function address(settles) {
  const url = new URL(location.pathname, location.href);
  url.search = new URLSearchParams(Object.entries(asked()).filter(each => each[1]));
  if (url.href !== location.href) history[settles || settled ? "pushState" : "replaceState"](null, "", url);
  settled = settles;
}

/** Take from the address what is asked. A word that is typed while the index is on its way stays. */
async function restore() {
  const given = new URLSearchParams(location.search);
  box.value = given.get("q") ?? "";
  await index().then(options, () => {});
  for (const name of FACETS) {
    const field = form.elements[name];
    field.value = given.get(name) ?? "";
    if (field.selectedIndex < 0) field.selectedIndex = 0;
  }
  settled = Boolean(location.search);
  return run();
}

/** Fill the facets whose values the site decides. */
function options(found) {
  const years = found.years.map(year => [year, year]);
  for (const [name, values] of [["topic", found.topics], ["company", found.companies], ["year", years]]) {
    const field = form.elements[name];
    if (field.options.length === 1) field.append(...values.map(([value, label]) => new Option(label, value)));
  }
}

let waiting = 0;
box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { address(false); run(); }, 250);
});
form.addEventListener("submit", event => {
  event.preventDefault();
  clearTimeout(waiting);
  address(true);
  run();
});
form.addEventListener("change", event => {
  if (event.target !== box) { address(true); run(); }
});
more.addEventListener("click", async () => (await showMore(turn))?.querySelector("a").focus());
addEventListener("popstate", restore);

const key = element("key");
try { key.checked = localStorage.getItem("search-key") !== "off"; } catch { /* no memory */ }
key.addEventListener("change", () => {
  try { localStorage.setItem("search-key", key.checked ? "on" : "off"); } catch { /* no memory */ }
});

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const at = document.activeElement, writes = at.matches("input, select, textarea");
  const links = [...document.querySelectorAll("#search_pages:not([hidden]) li a, #search_hits:not([hidden]) li a")];
  const place = links.indexOf(at);
  let next = null;
  if (event.key === "/" && key.checked && (!writes || at === key)) next = box;
  else if (event.key === "ArrowDown" && (at === box || place >= 0)) next = links[place + 1];
  else if (event.key === "ArrowUp" && place >= 0) next = links[place - 1] ?? box;
  else if (event.key === "Escape" && place >= 0) next = box;
  else if (event.key === "Escape" && at === box && box.value) {
    box.value = "";
    address(false);
    run();
    event.preventDefault();
  }
  if (next) { event.preventDefault(); next.focus(); if (next === box) box.select(); }
});

const facets = element("facets");
facets.hidden = element("keys").hidden = facets.querySelector("fieldset").disabled = false;
facets.open = matchMedia("(min-width: 48rem)").matches || FACETS.some(name => location.search.includes(`${name}=`));
const early = box.value;  // written before this script was here
restore();
if (early && !location.search) { box.value = early; address(false); run(); }
