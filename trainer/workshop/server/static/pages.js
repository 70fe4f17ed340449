// What all live pages share: asking for a page again, taking over what has changed, listening, and saying when the
// connection is gone.

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const spread = (ms) => ms * (0.75 + Math.random() / 2);

/** Say that the connection is gone (and until when we wait), or that it stands again (no text). */
export function tell(text) {
  const link = document.getElementById("link");
  if (text) {
    link.textContent = text;
    link.hidden = false;
  } else if (!link.hidden) {
    link.hidden = true;
    link.textContent = "";
  }
}

/** Ask once. Gives {status, ok, type, text, after}; a connection that is cut has status 0. */
async function once(address, options) {
  try {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store", ...options });
    const after = Number(answer.headers.get("retry-after")) || 0;
    const type = (answer.headers.get("content-type") || "").split(";")[0];
    return { status: answer.status, ok: answer.ok, type, text: await answer.text(), after };
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return { status: 0, ok: false, type: "", text: "", after: 0 };
  }
}

const PASSING = [0, 408, 425, 429, 502, 503, 504];

/** Ask until there is an answer: again with the same body and its key after a cut, so that it is answered once. */
export async function ask(address, options = {}) {
  for (let wait = 500; ; wait = Math.min(wait * 2, 15000)) {
    const answer = await once(address, options);
    if (!PASSING.includes(answer.status)) {
      tell("");
      return answer;
    }
    const ms = Math.max(spread(wait), answer.after * 1000);
    tell(answer.status === 429 ? "Too many requests at once; waiting a moment." : "Connection lost; trying again. What you typed is kept.");
    await pause(ms);
  }
}

/** Send JSON to the API, once. Gives {ok, status, data}. */
export async function send(method, address, data, more = {}) {
  const answer = await once(address, {
    method, body: JSON.stringify(data), headers: { "content-type": "application/json" }, ...more,
  });
  let said = {};
  try { said = JSON.parse(answer.text); } catch { said = {}; }
  if (!answer.ok && !said.error) said.error = "The server could not be reached; try again.";
  return { ok: answer.ok, status: answer.status, data: said };
}

/** Give the document of an answer that is a page, else null. */
export function document_of(answer) {
  return answer.type === "text/html" ? new DOMParser().parseFromString(answer.text, "text/html") : null;
}

/** Make `old` like `fresh` and leave alone what is the same, what is typed, what is unfolded and what is `data-keep`. */
export function morph(old, fresh) {
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || (old.id || "") !== (fresh.id || "")) {
    old.replaceWith(fresh);
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  if (old.dataset.keep !== undefined || old.dataset.dirty !== undefined) return;
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (old.nodeName === "INPUT" && old.type === "hidden") old.value = fresh.getAttribute("value") || "";
  if (old.nodeName === "TEXTAREA") return;
  const kept = new Map([...old.children].filter((one) => one.id).map((one) => [one.id, one]));
  const wanted = [...fresh.childNodes];
  let at = old.firstChild;
  for (const one of wanted) {
    const same = one.id ? kept.get(one.id) : undefined;
    if (same && same.nodeName === one.nodeName) {
      if (same === at) at = at.nextSibling; else old.insertBefore(same, at);
      morph(same, one);
    } else if (at && !one.id && !at.id && at.nodeType === one.nodeType && at.nodeName === one.nodeName) {
      const here = at;
      at = at.nextSibling;
      morph(here, one);
    } else {
      old.insertBefore(one, at);
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

/**
 * Listen to the board. EventSource comes again by itself after a cut, but one answer that is not good (a server that
 * restarts) closes it for ever: then a new one is made, with back-off.
 */
export function listen(address, { board, bye, round = () => {} }) {
  let wait = 1000;
  let source = null;
  function open() {
    source = new EventSource(address);
    source.addEventListener("open", () => { wait = 1000; tell(""); });
    source.addEventListener("board", (event) => { wait = 1000; tell(""); board(JSON.parse(event.data)); });
    source.addEventListener("round", (event) => { round(JSON.parse(event.data)); });
    source.addEventListener("bye", () => { source.close(); bye(); });
    source.addEventListener("error", () => {
      tell("Reconnecting … What you typed is kept.");
      if (source.readyState !== EventSource.CLOSED) return;
      source.close();
      setTimeout(open, spread(wait));
      wait = Math.min(wait * 2, 15000);
    });
  }
  open();
}

/** Give a function that runs `work` at once, and never sooner than `ms` after the last time; the last call is not lost. */
export function paced(work, ms) {
  let busy = false;
  let wanted = false;
  return async function again() {
    if (busy) { wanted = true; return; }
    busy = true;
    try { await work(); } finally {
      setTimeout(() => { busy = false; if (wanted) { wanted = false; again(); } }, spread(ms));
    }
  };
}

/** Count down in `#left` from what the server last said; `up` is called once at zero. */
export class Countdown {
  constructor(up) {
    this.up = up;
    this.end = null;
    setInterval(() => this.show(), 500);
  }
  set(seconds, running) {
    this.end = running && seconds !== null ? performance.now() + seconds * 1000 : null;
    this.show();
  }
  show() {
    const place = document.getElementById("left");
    if (this.end === null || !place) return;
    const left = Math.max(0, Math.ceil((this.end - performance.now()) / 1000));
    const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (place.textContent !== text) place.textContent = text;
    place.parentElement.classList.toggle("short", left <= 60);
    if (left === 0) { this.end = null; this.up(); }
  }
}
