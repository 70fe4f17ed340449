// Makes the participant's page live. Every act is the page's own form, sent by script; the answer is the page as it is now.
import { ask, Countdown, document_of, listen, morph, paced, send, tell } from "./pages.js";

const main = document.getElementById("main");
const state = () => document.getElementById("state").dataset;
const countdown = new Countdown(() => setTimeout(look, 1200));

/** Take over a fresh page. `own`: it answers what was done here, so the focus goes along. */
function take(fresh, own) {
  const before = document.getElementById("state") ? state().phase : "";
  const there = document.activeElement;
  document.title = fresh.title;
  document.body.className = fresh.body.className;
  morph(main, fresh.getElementById("main"));
  if (!document.getElementById("state")) { location.reload(); return; }
  restore();
  const { phase, left, state: now } = state();
  countdown.set(left === undefined ? null : Number(left), now === "running");
  const lost = !there || !there.isConnected || there === document.body;
  if (phase !== before && (own || lost)) {
    window.scrollTo(0, 0);
    (document.querySelector("[data-first]") || document.querySelector("h1")).focus();
  }
}

let sending = 0;
const look = paced(async () => {
  if (sending) return;  // its answer is the page as it is then
  const answer = await ask("/call");
  const fresh = document_of(answer);
  if (sending) return;
  if (fresh && answer.ok) take(fresh, false);
  else if (fresh) location.reload();
}, 400);

// What is typed: kept in this tab at once, on the server within a second after the last key.
const drafts = new Map();
const place = (form) => `draft:${state().seat}:${state().call}:${form.id}:${form.id === "line-form" ? state().turn : ""}`;
const typed = (form) => form.id === "debrief"
  ? JSON.stringify(Object.fromEntries([...form.querySelectorAll("textarea")].map((one) => [one.name, one.value])))
  : form.querySelector("textarea").value;

function keep(form, soon) {
  const text = typed(form);
  sessionStorage.setItem(place(form), text);
  const known = drafts.get(form.id);
  if (known) clearTimeout(known.timer);
  const put = () => {
    drafts.delete(form.id);
    send("PUT", `/api/v1/calls/${state().call}/draft`, { purpose: form.id === "debrief" ? "debrief" : "line", text }, { keepalive: true });
  };
  if (soon) put(); else drafts.set(form.id, { timer: setTimeout(put, 800), put });
}

function restore() {
  for (const form of document.querySelectorAll("#line-form, #debrief")) {
    if (form.dataset.restored === place(form)) continue;
    form.dataset.restored = place(form);
    const text = sessionStorage.getItem(place(form));
    if (text === null) continue;
    if (form.id === "line-form") { fill(form.querySelector("textarea"), text); continue; }
    for (const [name, value] of Object.entries(JSON.parse(text))) fill(form.elements[name], value);
  }
  document.querySelectorAll("textarea[data-limit]").forEach(count);
}

function fill(area, text) {
  if (area.value !== text) area.value = text;
}

function count(area) {
  const place = document.querySelector(`[data-count="${area.name}"]`);
  place.textContent = `${area.value.length} of ${area.dataset.limit} characters.`;
}

document.addEventListener("input", (event) => {
  const area = event.target;
  if (area.nodeName !== "TEXTAREA") return;
  if (area.dataset.limit) count(area);
  keep(area.form, false);
});
function flush() { for (const { timer, put } of [...drafts.values()]) { clearTimeout(timer); put(); } }
document.addEventListener("focusout", flush);
document.addEventListener("visibilitychange", () => { if (document.hidden) flush(); else look(); });
window.addEventListener("pagehide", flush);

// Enter sends a line; Shift+Enter is a new line in it.
document.addEventListener("keydown", (event) => {
  if (event.target.id === "line" && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

function pending(form) {
  const item = document.createElement("li");
  item.className = "you pending";
  const who = document.createElement("span");
  who.className = "speaker";
  who.textContent = "You";
  const words = document.createElement("span");
  words.className = "words";
  words.dir = "auto";
  words.textContent = form.elements.text.value;
  item.append(who, " ", words);
  document.getElementById("log").append(item);
  document.getElementById("answering").textContent = `${document.querySelector("h1").textContent} is answering …`;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.live === undefined) return;
  event.preventDefault();
  if (sending) return;
  sending += 1;
  const body = new URLSearchParams(new FormData(form));
  const areas = [...form.querySelectorAll("textarea")];
  const kept = areas.length ? place(form) : "";
  const known = drafts.get(form.id);
  if (known) { clearTimeout(known.timer); drafts.delete(form.id); }
  areas.forEach((area) => { area.readOnly = true; });
  form.querySelectorAll("button").forEach((one) => { one.setAttribute("aria-disabled", "true"); });
  if (form.id === "line-form") pending(form);
  const answer = await ask(form.getAttribute("action"), { method: "POST", body, headers: { accept: "text/html" } });
  sending -= 1;
  areas.forEach((area) => { area.readOnly = false; });
  form.querySelectorAll("button").forEach((one) => { one.removeAttribute("aria-disabled"); });
  const fresh = document_of(answer);
  if (answer.ok) {
    areas.forEach((area) => { area.value = ""; });
    if (kept) sessionStorage.removeItem(kept);
  }
  if (fresh && fresh.getElementById("state")) take(fresh, true);
  else if (fresh) location.reload();
  else tell("That did not work; load the page again.");
  const answering = document.getElementById("answering");
  if (answering) answering.textContent = "";
  if (areas.length && areas[0].isConnected) areas[0].focus();
});

const moved = (news) => news.state !== state().state || String(news.round) !== state().round;
let soon = null;
listen("/api/v1/stream?as=participant", {
  board(news) {
    const now = state();
    if (news.frozen) {  // it stands still and says nothing of the round: once, to take the place off the page
      if (now.frozen !== "true") soon = soon || setTimeout(() => { soon = null; look(); }, 1000 + Math.random() * 2000);
    } else if (moved(news) || now.frozen === "true") {
      setTimeout(look, Math.random() * 400);
    } else if (news.left !== null) {
      countdown.set(news.left, news.state === "running");
    }
  },
  round(news) { if (moved(news)) setTimeout(look, Math.random() * 400); },  // of a frozen workshop
  bye() { location.reload(); },
});
setInterval(look, 60000 + Math.random() * 20000);

restore();
countdown.set(state().left === undefined ? null : Number(state().left), state().state === "running");
if (state().phase === "talking") document.querySelector("[data-first]").focus();
