// Fills in what stands in the fragment of the link: a join code, or an invitation to a seat. No server sees a fragment.
function fill() {
  const said = decodeURIComponent(location.hash.slice(1)).slice(0, 80);
  const claim = document.getElementById("claim");
  const code = document.getElementById("code");
  if (said && claim) {
    history.replaceState(null, "", location.pathname);
    claim.value = said;
    document.getElementById("claim-form").requestSubmit();
  } else if (said && code && !code.value) {
    code.value = said;
    document.getElementById("name").focus();
  }
}

addEventListener("hashchange", fill);
fill();
