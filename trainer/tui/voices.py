"""Room `tui`: who voices the customer, where the learner's words go and what it costs, as lines. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.tui.widgets.plain import one_line

if TYPE_CHECKING:
    from trainer.llm.assistance import VoiceInfo
    from trainer.llm.keys import Found

ALONE = "Voiced by the authored customer · nothing leaves this machine"
#: Cells that the parts of such a line may take.
NAME, PLACE = 40, 60


def briefing_line(info: VoiceInfo | None, authored: bool) -> str:
    """Say who will voice the call; `authored`: the learner wants the authored voice this time."""
    if info is None or not info.model:
        return ALONE
    name = one_line(info.model, NAME)
    if authored:
        return f"{ALONE} · v: {name} after all"
    parts = [f"Voiced by {name}", f"words go to {one_line(info.goes_to, PLACE)}", costs(info)]
    return " · ".join([*parts, "v: the authored voice this time"])


def problem_line(problem: str) -> str:
    """Say why no model can be used, and who stands in."""
    return f"No model: {problem}. The authored voice stands in."


def costs(info: VoiceInfo) -> str:
    """Say what a session will cost."""
    if info.estimate == "unknown":
        return "cost unknown"
    if "$" not in info.estimate:
        return info.estimate
    return f"{info.estimate} a session (estimate)"


def set_lines(info: VoiceInfo, key: Found | None) -> list[str]:
    """Say what is set and by what, where the words go, whether there is a key, and what a session costs."""
    by = _BY[str(info.set_by)]
    if not info.model:
        return [f"Now: the authored customer{by}. It needs no key and no network; nothing leaves this machine."]
    lines = [f"Now: {one_line(info.model, NAME)}{by} · words go to {one_line(info.goes_to, PLACE)}"]
    budget = f"budget {info.budget} a session" if info.budget else "no budget"
    lines.append(f"{key_line(key)} · {costs(info)} · {budget}")
    return lines


def key_line(key: Found | None) -> str:
    """Say whether there is a key and where it is from; never the key."""
    if key is not None and key.key:
        return f"Key: from {one_line(key.source, NAME)}"
    return f"Key: none{f' ({one_line(key.fault, 120)})' if key is not None and key.fault else ''}"


#: What is said of who set the model, by the name of what did.
_BY = {
    "option": " (by option)",
    "environment": " (by TRAINER_MODEL in the environment)",
    "settings": " (by your settings)",
    "nothing": "",
}
ENVIRONMENT = "The environment decides: what you save here counts only once TRAINER_MODEL is gone from it."
