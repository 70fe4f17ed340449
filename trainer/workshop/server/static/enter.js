// Takes what stands in the fragment of a link (no server sees it): a token is handed in once for a cookie, a join code and
// the board's token are kept in this browser to be shown. The pieces are separated by dots and known by their form.
import { send } from "./pages.js";

const TOKEN = /^ws[fb]_[A-Za-z0-9_-]{43}$/;
const CODE = /^[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}$/;

/** Hand in tokens, keep the rest. Gives whether something was handed in; says why not where that failed. */
export async function enter(workshop) {
  const pieces = decodeURIComponent(location.hash.slice(1)).split(".").slice(0, 4);
  const tokens = pieces.filter((one) => TOKEN.test(one));
  const code = pieces.find((one) => CODE.test(one));
  if (!location.hash) return "";
  history.replaceState(null, "", location.pathname + location.search);
  if (code) localStorage.setItem("code:coming", code);
  const mine = location.pathname === "/board" ? "wsb_" : "wsf_";
  for (const token of tokens) {
    if (token.startsWith("wsb_") && mine === "wsf_") { localStorage.setItem("board:coming", token); continue; }
    const answer = await send("POST", "/api/v1/session", { token });
    if (!answer.ok) return answer.data.error;
  }
  if (workshop) settle(workshop);
  return tokens.some((one) => one.startsWith(mine)) ? "in" : "";
}

/** Keep what came with a link under the workshop that it belongs to. */
export function settle(workshop) {
  for (const what of ["code", "board"]) {
    const coming = localStorage.getItem(`${what}:coming`);
    if (coming === null) continue;
    localStorage.setItem(`${what}:${workshop}`, coming);
    localStorage.removeItem(`${what}:coming`);
  }
}

async function open() {
  const place = document.getElementById("enter");
  if (!place || !location.hash) return;
  place.textContent = "Opening …";
  const said = await enter("");
  if (said === "in") location.reload();
  else place.textContent = said || "This link is not good here.";
}

addEventListener("hashchange", open);  // a link that is pasted into this very page
await open();
