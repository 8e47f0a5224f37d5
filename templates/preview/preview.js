// SPDX-License-Identifier: 0BSD
// A translator's preview: shows the pages of a book that lies in book.json (or book.js), and keeps them new.
"use strict";

const STATES = {
  untranslated: "not translated",
  stale: "stale: the source has changed",
  accepted: "stale, and accepted with a reason",
  translated: "translated",
  source: "source",
  obsolete: "no longer used",
};
const TO_DO = ["untranslated", "stale"];
const view = { book: null, beside: false, chosen: "", origin: null, current: new Set(), failed: false };
const $ = (id) => document.getElementById(id);

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const list = (parts) => (parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`);
const counted = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;
const where = (place) => (place.line ? `${place.file}:${place.line}` : place.file);
const sourceLanguage = () => view.book.source || "en";
const editionLanguage = () => view.book.language || view.book.edition || "en";

// Pages as they face each other in the open book: a recto alone, or a verso and the recto after it.
function spreadsOf(pages) {
  const spreads = [];
  for (const page of pages) {
    const last = spreads.at(-1);
    if (last && last.length === 1 && last[0].side === "verso" && page.side === "recto") last.push(page);
    else spreads.push([page]);
  }
  return spreads;
}

const messagesOn = (page) => new Set(page.regions.flatMap((region) => region.messages));

// The page of the source that shows most of what a page shows.
function counterpart(page) {
  const mine = messagesOn(page);
  let best = null;
  let most = 0;
  for (const other of view.book.beside) {
    const same = [...messagesOn(other)].filter((name) => mine.has(name)).length;
    if (same > most) [best, most] = [other, same];
  }
  return best;
}

function stateOf(region) {
  const states = region.messages.map((name) => view.book.messages[name]?.state);
  return [...TO_DO, "accepted", "translated"].find((state) => states.includes(state)) || "";
}

// What a screen reader says of a region: what is to be done, and the text.
function spoken(region, language, source) {
  const state = source ? "" : stateOf(region);
  const said = region.messages.slice(0, 3).map((name) => {
    const message = view.book.messages[name];
    const own = !source && message && message.translation.length && message.state !== "untranslated";
    return make("span", { lang: own ? language : sourceLanguage() }, (own ? message.translation : message?.source || [])[0] || "");
  });
  const words = TO_DO.includes(state) ? [`${STATES[state]}. `] : [];
  return said.length ? [...words, ...said] : [region.key];
}

function regionsOf(page, language, source) {
  return page.regions.flatMap((region) =>
    region.boxes.map((box, at) => {
      const attributes = { class: "region", type: "button", "data-key": region.key, "data-messages": region.messages.join(" ") };
      if (!source) attributes["data-state"] = stateOf(region);
      const button = make("button", at ? { ...attributes, "aria-hidden": "true" } : attributes, ...(at ? [] : spoken(region, language, source)));
      button.tabIndex = -1;
      [button.style.left, button.style.top, button.style.width, button.style.height] = box.map((value) => `${value}%`);
      return button;
    }),
  );
}

function pageElement(page, source = false) {
  const language = source ? sourceLanguage() : editionLanguage();
  const sheet = make("div", { class: "sheet" });
  sheet.style.aspectRatio = `${page.width} / ${page.height}`;
  sheet.append(make("img", { src: `pages/${page.picture}`, alt: "", loading: "lazy", width: page.width, height: page.height }));
  sheet.append(...regionsOf(page, language, source));
  const first = sheet.querySelector(".region:not([aria-hidden])");
  if (first) first.tabIndex = 0;
  const label = page.label || "–";
  const folio = make("p", { class: "folio" }, source ? `${label} · ${language}` : label);
  const worries = source ? 0 : view.book.problems.filter((each) => each.pages.includes(page.number)).length;
  if (worries) folio.append(make("span", { class: "worry" }, counted(worries, "problem")));
  const name = `Page ${page.label || page.number}${source ? ", source" : ""}${page.blank ? ", blank" : ""}`;
  const element = make("div", { class: "page", role: "group", "aria-label": name }, sheet, folio);
  element.dataset[source ? "source" : "number"] = page.number;
  element.dataset.signature = signature(page);
  return element;
}

const signature = (page) => JSON.stringify([page.picture, page.label, page.regions.map((each) => [each, stateOf(each)]), view.book.problems.filter((each) => each.pages.includes(page.number)).length]);
const nobody = () => make("div", { class: "nobody", "aria-hidden": "true" });

function rows() {
  if (view.beside) {
    return view.book.pages.map((page) => {
      const other = counterpart(page);
      return [pageElement(page), other ? pageElement(other, true) : nobody()];
    });
  }
  return spreadsOf(view.book.pages).map((spread) => {
    const shown = spread.map((page) => pageElement(page));
    if (spread.length === 1) spread[0].side === "recto" ? shown.unshift(nobody()) : shown.push(nobody());
    return shown;
  });
}

const shape = () => JSON.stringify([view.beside, view.book.direction, view.book.pages.map((page) => page.side)]);

function rebuild() {
  const pages = $("pages");
  pages.dataset.shape = shape();
  // A book read from the right is mirrored as a whole: its recto is the left page.
  pages.dir = view.book.direction || "ltr";
  pages.replaceChildren(...rows().map((row) => make("div", { class: view.beside ? "spread pair" : "spread" }, ...row)));
  pages.querySelectorAll(".spread").forEach((spread) => watcher.observe(spread));
}

// Only pages that look or mean something else are put in place anew, once their pictures are there.
async function refresh(old) {
  const before = new Map(old.pages.map((page) => [page.number, page.picture]));
  const fresh = view.book.pages.filter((page) => before.get(page.number) !== page.picture);
  if ($("pages").dataset.shape !== shape() || view.beside) {
    await Promise.all(fresh.slice(0, 8).map(loaded));
    keepFocus(rebuild);
  } else {
    await Promise.all(fresh.map(loaded));
    keepFocus(() => {
      for (const page of view.book.pages) {
        const element = document.querySelector(`.page[data-number="${page.number}"]`);
        if (element && element.dataset.signature !== signature(page)) element.replaceWith(pageElement(page));
      }
    });
  }
  return fresh;
}

function loaded(page) {
  const image = new Image();
  image.src = `pages/${page.picture}`;
  return image.decode().catch(() => {});
}

function keepFocus(change) {
  const active = document.activeElement;
  const held = active?.classList.contains("region") ? [active.closest(".page").dataset.number, active.dataset.key] : null;
  const { scrollX, scrollY } = window;
  change();
  if (held) {
    const regions = [...document.querySelectorAll(`.page[data-number="${held[0]}"] .region`)];
    const again = regions.find((region) => region.dataset.key === held[1]) || regions[0];
    if (again) {
      rove(again);
      again.focus({ preventScroll: true });
    }
  }
  window.scrollTo(scrollX, scrollY);
}

// One region of a page is in the order of tabs; arrows go from one to the next.
function rove(region) {
  region.closest(".page").querySelectorAll(".region").forEach((each) => (each.tabIndex = -1));
  region.tabIndex = 0;
}

function go(event) {
  const region = event.target.closest?.(".region");
  if (!region) return;
  const all = [...document.querySelectorAll("#pages .region:not([aria-hidden])")];
  const onward = view.book.direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = view.book.direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  const at = all.indexOf(region);
  const next = { ArrowDown: at + 1, [onward]: at + 1, ArrowUp: at - 1, [back]: at - 1 }[event.key];
  if (next === undefined || !all[next]) return;
  event.preventDefault();
  rove(all[next]);
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
}

function choose(region, { follow = false } = {}) {
  view.chosen = region.dataset.key;
  view.origin = region;
  view.names = region.dataset.messages.split(" ").filter(Boolean);
  rove(region);
  tell();
  if (follow) $("message").focus();
}

function mark() {
  const names = new Set(view.names || []);
  for (const region of document.querySelectorAll(".region")) {
    const same = region.dataset.messages.split(" ").some((name) => names.has(name));
    region.classList.toggle("chosen", Boolean(view.chosen) && (same || region.dataset.key === view.chosen));
  }
}

function tell() {
  mark();
  if (!view.chosen) return;
  const told = (view.names || []).map((name) => view.book.messages[name]).filter(Boolean);
  const shown = told.length ? told.slice(0, 12).map(messageElement) : [make("p", { class: "quiet" }, "There is no message here: it comes from data, or is made by a template."), ...keyElements(view.chosen)];
  const more = told.length > 12 ? [make("p", { class: "quiet" }, `and ${told.length - 12} more`)] : [];
  $("message-title").textContent = told.length > 1 ? `${told.length} messages` : "Message";
  $("told").replaceChildren(...shown, ...more);
}

const keyElements = (key) => [make("dl", {}, make("dt", {}, "Key"), make("dd", { class: "place" }, key))];

function messageElement(message) {
  const rows = make("dl");
  const add = (label, texts, attributes = {}) => {
    const said = [texts].flat().filter(Boolean);
    if (said.length) rows.append(make("dt", {}, label), ...said.map((text) => make("dd", attributes, text)));
  };
  add("Source", message.source, { lang: sourceLanguage(), dir: "auto" });
  if (message.state === "stale") add("Source before", message.before, { lang: sourceLanguage(), dir: "auto" });
  add("Translation", message.translation, { lang: editionLanguage(), dir: "auto" });
  add("Notes", message.notes, { dir: "auto" });
  add("Room", room(message.room));
  if (message.po) add("In the PO file", where(message.po), { class: "place" });
  add("In the source", (message.at || []).map(where), { class: "place" });
  add("Key", message.key, { class: "place" });
  add("Kind", message.about);
  return make("div", { class: "told" }, make("p", { class: "state", "data-state": message.state }, STATES[message.state] || message.state), rows);
}

function room(known) {
  if (!known) return "";
  if (known.characters <= 0) return known.hard ? "none: what is longer will not fit" : "none: what is longer moves the next page";
  return `about ${counted(known.characters, "more character")} ${known.hard ? "fit" : "before pages move"}`;
}

function problemElement(problem) {
  const item = make("li", {}, make("span", { class: `${problem.severity} state` }, `${problem.severity} ${problem.code} `), problem.message);
  if (problem.file) item.append(make("p", { class: "place" }, where(problem)));
  for (const hint of problem.hints) item.append(make("p", { class: "quiet" }, hint));
  const pages = problem.pages.filter((number) => view.book.pages[number - 1]);
  if (pages.length) {
    const button = make("button", { type: "button" }, `Page ${view.book.pages[pages[0] - 1].label || pages[0]}`);
    button.addEventListener("click", () => show(pages[0]));
    item.append(make("p", { class: "quiet" }, button));
  }
  return item;
}

function worry() {
  const here = view.book.problems.filter((each) => each.pages.some((number) => view.current.has(number)));
  const everywhere = view.book.problems;
  const shown = view.book.failed ? everywhere.filter((each) => each.severity === "error") : here;
  $("here-title").textContent = view.book.failed ? "What keeps new pages away" : "Problems on these pages";
  $("problems-here").replaceChildren(...(shown.length ? shown.map(problemElement) : [make("li", { class: "quiet" }, "none")]));
  $("problems-all").replaceChildren(...everywhere.map(problemElement));
  $("count").textContent = `(${everywhere.length})`;
  $("gone").hidden = !view.book.gone.length;
  $("gone-count").textContent = `(${view.book.gone.length})`;
  if ($("gone").open) fillGone();
}

function fillGone() {
  $("gone-list").replaceChildren(
    ...view.book.gone.map((each) =>
      make("li", {}, make("p", { lang: sourceLanguage(), dir: "auto" }, each.source[0]), make("p", { lang: editionLanguage(), dir: "auto" }, each.translation[0] || ""), make("p", { class: "place" }, where(each.po))),
    ),
  );
}

function show(number) {
  const page = document.querySelector(`.page[data-number="${number}"]`);
  if (!page) return;
  page.scrollIntoView({ block: "start" });
  page.querySelector('.region[tabindex="0"]')?.focus({ preventScroll: true });
}

function nextToDo() {
  const all = [...document.querySelectorAll("#pages .page[data-number] .region:not([aria-hidden])")].filter((region) => TO_DO.includes(region.dataset.state));
  if (!all.length) return;
  const from = view.origin?.isConnected ? view.origin : null;
  const after = from ? all.find((region) => from.compareDocumentPosition(region) & Node.DOCUMENT_POSITION_FOLLOWING) : all[0];
  const region = after || all[0];
  choose(region);
  region.focus({ preventScroll: true });
  region.scrollIntoView({ block: "center" });
}

function frame() {
  const { book } = view;
  const states = Object.values(book.messages).map((message) => message.state);
  const left = TO_DO.map((state) => [state, states.filter((each) => each === state).length]).filter(([, number]) => number);
  $("title").textContent = book.title || book.publication || "Preview";
  $("title").lang = editionLanguage();
  $("title").dir = "auto";
  $("edition").textContent = book.edition || "";
  document.title = `${book.title || book.publication || "Preview"} · ${book.edition || ""} · preview`;
  $("standing").textContent = states.includes("source") || !states.length ? "" : left.length ? left.map(([state, number]) => `${number} ${state}`).join(" · ") : "all translated";
  $("next").hidden = !left.length;
  $("beside").hidden = !book.beside.length;
  const chosen = $("page").value;
  $("page").replaceChildren(...book.pages.map((page) => make("option", { value: page.number }, page.label || `(${page.number})`)));
  if (chosen && book.pages[chosen - 1]) $("page").value = chosen;
}

function say(text) {
  if ($("status").textContent !== text) $("status").textContent = text;
}

function announce(fresh, first) {
  const { book } = view;
  if (book.failed) say(`The pages are as they were: ${counted(book.problems.filter((each) => each.severity === "error").length, "error")}.`);
  else if (first || !fresh.length) say(book.busy ? "Laying out the pages …" : first ? `${counted(book.pages.length, "page")}.` : $("status").dataset.last || "");
  else {
    const names = fresh.map((page) => page.label || `(${page.number})`);
    const text = fresh.length === book.pages.length ? "All pages are new." : names.length > 6 ? `${names.length} pages are new.` : `${names.length === 1 ? "Page" : "Pages"} ${list(names)} ${names.length === 1 ? "is" : "are"} new.`;
    $("status").dataset.last = text;
    say(text);
    for (const page of fresh.length < book.pages.length ? fresh : []) flash(page.number);
  }
}

function flash(number) {
  const page = document.querySelector(`.page[data-number="${number}"]`);
  page?.classList.add("fresh");
  setTimeout(() => page?.classList.remove("fresh"), 4000);
}

async function take(book) {
  if (!book || (view.book && book.version <= view.book.version)) return;
  const old = view.book;
  view.book = book;
  document.documentElement.dataset.version = book.version;
  frame();
  const first = !old || !old.pages.length;
  let fresh = [];
  if (first) {
    rebuild();
    fresh = book.pages;
  } else fresh = await refresh(old);
  if (view.book !== book) return;
  tell();
  worry();
  announce(fresh, first);
}

let waiting = Promise.resolve();
function fetchBook() {
  waiting = waiting.then(async () => {
    const answer = await fetch("book.json", { cache: "no-store" });
    await take(await answer.json());
  }).catch(() => say("Octavo does not answer."));
}

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    for (const page of entry.target.querySelectorAll(".page[data-number]")) {
      if (entry.isIntersecting) view.current.add(Number(page.dataset.number));
      else view.current.delete(Number(page.dataset.number));
    }
  }
  if (!view.book) return;
  const first = Math.min(...view.current);
  if (Number.isFinite(first)) $("page").value = first;
  worry();
}, { rootMargin: "-30% 0px -30% 0px" });

function toggle(id, act) {
  $(id).addEventListener("click", () => {
    const on = $(id).getAttribute("aria-pressed") !== "true";
    $(id).setAttribute("aria-pressed", String(on));
    act(on);
  });
}

function start() {
  document.body.classList.add("marks");
  toggle("marks", (on) => document.body.classList.toggle("marks", on));
  toggle("beside", (on) => {
    const first = Math.min(...view.current);
    view.beside = on;
    rebuild();
    mark();
    document.querySelector(`.page[data-number="${first}"]`)?.scrollIntoView({ block: "start" });
  });
  $("next").addEventListener("click", nextToDo);
  $("page").addEventListener("change", () => show($("page").value));
  $("size").addEventListener("input", () => document.documentElement.style.setProperty("--page", `${$("size").value}rem`));
  $("gone").addEventListener("toggle", () => $("gone").open && fillGone());
  $("pages").addEventListener("click", (event) => {
    const region = event.target.closest(".region");
    if (region) choose(region, { follow: event.detail === 0 });
  });
  $("pages").addEventListener("keydown", go);
  $("pages").addEventListener("focusin", (event) => event.target.classList.contains("region") && rove(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !$("panel").contains(document.activeElement)) return;
    const origin = view.origin?.isConnected ? view.origin : document.querySelector(`.region[data-key="${CSS.escape(view.chosen)}"]`);
    origin?.focus();
  });
  if (globalThis.octavoBook) take(globalThis.octavoBook);
  else {
    say("Laying out the pages …");
    const events = new EventSource("events");
    events.addEventListener("book", fetchBook);
    events.addEventListener("error", () => say("Octavo does not answer."));
  }
}

start();
