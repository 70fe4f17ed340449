// Makes the board live: whatever changes is taken over within a second.
import { ask, Countdown, document_of, listen, morph, paced } from "./pages.js";
import { enter, settle } from "./enter.js";

const main = document.getElementById("main");
const state = () => document.getElementById("state").dataset;
const countdown = new Countdown(() => setTimeout(look, 1500));
const tick = () => countdown.set(state().left === undefined ? null : Number(state().left), state().state === "running");

const look = paced(async () => {
  const answer = await ask(location.pathname + location.search);
  const fresh = document_of(answer);
  if (!fresh || !answer.ok || !fresh.getElementById("state")) { location.reload(); return; }
  document.title = fresh.title;
  document.body.className = fresh.body.className;
  morph(main, fresh.getElementById("main"));
  tick();
  show();
}, 1000);

/** Show where to join, while the door matters and the facilitator lets it be seen. */
function show() {
  const { workshop, state: now } = state();
  const place = document.getElementById("join-at");
  const code = localStorage.getItem(`code:${workshop}`);
  place.hidden = !code || now === "ended" || localStorage.getItem(`hide:${workshop}`) === "yes";
  if (place.hidden || place.dataset.code === code) return;
  place.dataset.code = code;
  const address = document.createElement("span");
  address.textContent = location.host;
  const letters = document.createElement("strong");
  letters.textContent = code;
  place.replaceChildren("Join at ", address, " with ", letters);
}

settle(state().workshop);
const come = async () => { if (location.hash && (await enter(state().workshop)) === "in") location.reload(); else show(); };
addEventListener("hashchange", come);
await come();
addEventListener("storage", show);
tick();
const { role } = state();
const query = new URLSearchParams({ view: "wall", ...(role ? { as: role } : {}) });
listen(`/api/v1/stream?${query}`, { board: look, bye: () => setTimeout(() => location.reload(), 3000) });
