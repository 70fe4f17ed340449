// Drives a workshop: every form is one act of the API; then the page is asked for again, and what has changed is taken over.
import { ask, Countdown, document_of, listen, morph, paced, send } from "./pages.js";
import { enter, settle } from "./enter.js";

const main = document.getElementById("main");
const state = () => document.getElementById("state")?.dataset;
const live = Boolean(state());

function complain(text) {
  const place = document.getElementById("fault");
  place.textContent = text;
  place.hidden = !text;
  if (text) place.scrollIntoView({ block: "nearest" });
}

const look = paced(async () => {
  const answer = await ask("/facilitator");
  const fresh = document_of(answer);
  if (!fresh || !answer.ok) { location.reload(); return; }
  document.title = fresh.title;
  morph(main, fresh.getElementById("main"));
  dress();
}, 900);

// What this browser alone knows: the code, which is told once, and the board's token.
const store = (what) => `${what}:${state().workshop}`;

function dress() {
  const code = localStorage.getItem(store("code"));
  const place = document.getElementById("code");
  place.textContent = code || "not known here";
  place.classList.toggle("unknown", !code);
  document.getElementById("code-note").hidden = Boolean(code);
  document.getElementById("address").textContent = `${location.origin}/`;
  document.getElementById("invite").hidden = !code;
  if (code) document.getElementById("join-link").href = `/#${code}`;
  document.getElementById("show-code").checked = localStorage.getItem(store("hide")) !== "yes";
  const board = localStorage.getItem(store("board"));
  document.getElementById("board-elsewhere").hidden = !board;
  if (board) document.getElementById("board-link").href = `/board#${board}${code ? `.${code}` : ""}`;
  for (const one of document.querySelectorAll("time[data-at]")) {
    const text = new Date(Number(one.dataset.at)).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    if (one.textContent !== text) one.textContent = text;
  }
  rest();
  countdown.set(state().left === undefined ? null : Number(state().left), state().state === "running");
}

// After an act another button stands where its own was: the second press of a double one must not hit that.
const REST = 1000;
let steered = -REST;
let standing = null;

function rest() {
  const now = [...document.querySelectorAll("#steer form")].map((one) => one.dataset.api).join();
  if (standing !== null && now !== standing) {  // also where a slow answer brings the other one late
    steered = Math.max(steered, performance.now());
    setTimeout(rest, REST + 20);
  }
  standing = now;
  const resting = performance.now() - steered < REST;
  for (const one of document.querySelectorAll("#steer button")) one.disabled = resting;
}

const API = "/api/v1/workshop";

function settings(form) {
  const rounds = [...document.querySelectorAll("#round-list > li")].map((item) => {
    const field = (name) => item.querySelector(`[data-field=${name}]`);
    const [scenario, persona] = field("scenario").value.split("/");
    const minutes = Number(field("minutes").value);
    return { scenario, persona: persona || null, minutes, level: field("level").value, hints: field("hints").checked };
  });
  const { title, names, mode, top, seats, teams, consent } = form.elements;
  return {
    title: title.value, rounds, names: names.value, mode: mode.value, top: Number(top.value), seats: Number(seats.value), consent: consent.checked,
    teams: teams.value.split("\n").map((one) => one.trim()).filter(Boolean),
  };
}

// An act whose answer was lost keeps its key: pressed again, it is done once. Another act, or other words, have a new one.
const keys = new Map();

/** Do an act that would count twice. Gives the answer of the API. */
async function post(path, data) {
  const what = path + JSON.stringify(data);
  if (!keys.has(what)) keys.set(what, [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join(""));
  const headers = { "content-type": "application/json", "idempotency-key": keys.get(what) };
  const answer = await send("POST", path, data, { headers });
  if (answer.status !== 0 && answer.status < 500) keys.delete(what);
  return answer;
}

/** Do what a form is for. Gives the answer of the API. */
async function act(form) {
  const { api, patch, seat, reopen, remove } = form.dataset;
  const fields = Object.fromEntries(new FormData(form));
  if (api === "extend") return post(`${API}/extend`, { minutes: Number(fields.minutes) });
  if (api) return post(`${API}/${api}`, {});
  if (patch) return send("PATCH", API, JSON.parse(patch));
  if (reopen) return post(`${API}/seats/${reopen}/reopen`, {});
  if (remove) return post(`${API}/seats/${remove}/remove`, {});
  if (seat) return send("PATCH", `${API}/seats/${seat}`, fields);
  if (form.dataset.note !== undefined) {
    const about = form.dataset.seatNote || fields.seat || null;
    return post(`${API}/notes`, { text: fields.text, seat: about, turn: fields.turn ? Number(fields.turn) : null });
  }
  return send("PATCH", API, settings(form));
}

function after(form, data) {
  if (form.dataset.api === "code") localStorage.setItem(store("code"), data.code);
  if (form.dataset.reopen) {
    const place = document.getElementById(`invitation-${form.dataset.reopen}`);
    const link = document.createElement("a");
    link.href = `/claim#${data.claim}`;
    link.textContent = link.href;
    place.replaceChildren("Give them this link; it is good once and shown this once: ", link);
  }
  if (form.dataset.note !== undefined) form.elements.text.value = "";
  if (form.id === "set") {
    delete form.dataset.dirty;
    document.getElementById("saved").textContent = "Saved.";
  }
  form.closest("details.sure")?.removeAttribute("open");
  const box = form.closest("#settings");
  if (box) delete box.dataset.dirty;
  form.querySelectorAll("input").forEach((one) => { delete one.dataset.dirty; });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  event.preventDefault();
  if (form.dataset.busy !== undefined) return;
  form.dataset.busy = "";
  form.querySelectorAll("button").forEach((one) => { one.setAttribute("aria-disabled", "true"); });
  const steers = Boolean(form.closest("#steer"));
  if (steers) steered = Infinity;  // the board may tell of the act before its own answer is here
  const { ok, data } = await act(form);
  delete form.dataset.busy;
  form.querySelectorAll("button").forEach((one) => { one.removeAttribute("aria-disabled"); });
  if (steers) {
    steered = ok ? performance.now() : -REST;
    rest();
    setTimeout(rest, REST + 20);
  }
  complain(ok ? "" : data.error);
  if (!ok) return;
  if (form.dataset.then === "reload") { location.reload(); return; }
  after(form, data);
  dress();
  look();
});

// What is being changed is left alone until it is saved.
document.addEventListener("input", (event) => {
  const form = event.target.closest("#set");
  if (form) {
    form.dataset.dirty = "";
    document.getElementById("saved").textContent = "Not saved yet.";
  }
  if (event.target.id === "show-code") localStorage.setItem(store("hide"), event.target.checked ? "no" : "yes");
});

let added = 0;
document.addEventListener("click", (event) => {
  const drop = event.target.closest(".drop");
  if (!drop && event.target.id !== "add-round") return;
  const list = document.getElementById("round-list");
  if (drop) drop.closest("li").remove();
  else {
    const made = document.getElementById("new-round").content.cloneNode(true);
    added += 1;
    for (const one of made.querySelectorAll("[id]")) one.id = `${one.id}-${added}`;
    for (const one of made.querySelectorAll("[for]")) one.setAttribute("for", `${one.getAttribute("for")}-${added}`);
    list.append(made);
    list.lastElementChild.querySelector("select").focus();
  }
  document.getElementById("set").dataset.dirty = "";
  document.getElementById("saved").textContent = "Not saved yet.";
});

const countdown = new Countdown(() => setTimeout(look, 1500));
if (live) {
  settle(state().workshop);
  const come = async () => { if (location.hash && (await enter(state().workshop)) === "in") location.reload(); else dress(); };
  addEventListener("hashchange", come);
  await come();
  listen("/api/v1/stream?as=facilitator", { board: look, bye: () => location.reload() });
  setInterval(look, 15000);
}
