"""Room `cli`, workshops: what somebody at a terminal is asked before they have a seat: name, consent, team.

The page asks the same; a program (`--json`, a pipe) is asked nothing and has to say it in options.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.cli.source import Source
from trainer.workshop.client.addresses import Addresses
from trainer.workshop.client.faults import RemoteFault
from trainer.workshop.client.seats import Seat, seated, take

NAME = "Your name, as the others may read it on the board{default}:"
SHARE = "May the facilitator read your conversation and quote it in the debrief? Yes or no [no]:"
TEAM = "Your team ({teams}):"
YES = ("y", "yes")
TRIES = 3
"""Times that somebody is asked for a team."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was said in options; what is empty, or None, was not said."""

    name: str = ""
    team: str = ""
    share: bool | None = None


def asked(addresses: Addresses, code: str, wanted: Wanted, login: str, source: Source) -> tuple[Seat, bool]:
    """Ask for what was not said, and take the seat; as `take`. Whoever has it already is asked for their name alone.

    Raises:
        RemoteFault: as `take`; also where no team is chosen.
    """
    if not wanted.name:
        label = NAME.format(default=f" [{login}]" if login else "")
        wanted = replace(wanted, name=(source.line(label) or "").strip() or login)
    if wanted.share is None and not seated(code, wanted.name):
        said = (source.line(SHARE) or "").strip().casefold()
        wanted = replace(wanted, share=said in YES)
    for _ in range(TRIES):
        try:
            return take(addresses, code, wanted.name, team=wanted.team, share=bool(wanted.share))
        except RemoteFault as fault:
            teams = [str(team) for team in fault.more.get("teams") or ()]
            answer = source.line(TEAM.format(teams=", ".join(teams))) if teams else None
            if answer is None:
                raise
            wanted = replace(wanted, team=_chosen(answer, teams))
    return take(addresses, code, wanted.name, team=wanted.team, share=bool(wanted.share))


def _chosen(said: str, teams: list[str]) -> str:
    """Give the team that was meant: whole, or by the letters it begins with where one alone does."""
    typed = said.strip().casefold()
    begun = [team for team in teams if typed and team.casefold().startswith(typed)]
    return next((team for team in teams if team.casefold() == typed), begun[0] if len(begun) == 1 else said.strip())
