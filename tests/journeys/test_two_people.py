"""A whole session with two people on one call: command line, store, score, report, lab, and the screen's blocks."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from tests.cli.running import run, typed
from trainer.conversation.events import CustomerSaid
from trainer.desk import Desk
from trainer.tui import themes
from trainer.tui.widgets.conversation import ConversationView

SEATED = ("maren-tveit", "ilse-brandt")
LINES = (
    "Hello both of you. How did it begin?",
    "Maren, what did you do there yesterday?",
    "What was it like, the last time?",
    "Ilse, how was your morning with it?",
    "What happened before that?",
    "And you?",
    "What came of it then?",
)
DEBRIEF = ("She hangs up one picture a day for friends who moved away, without calling.", "pull: their pictures")


@pytest.fixture
def pair(tmp_path: Path) -> str:
    """Give the file of a scenario in which two shipped customers are on one call."""
    seats = "".join(
        f"  - persona: {who}\n    chimes: [{', '.join(f'Hm {place} {at}.' for at in range(8))}]\n"
        for place, who in enumerate(SEATED)
    )
    path = tmp_path / "pair.yaml"
    path.write_text(
        "id: pair\ntitle: Two on the line\ndifficulty: 2\nfocus: Listen to two people at once.\n"
        "product: {name: Emberfall, about: Something that both of them use.}\n"
        "belief: The business believes that both want more of it.\nbrief: You have a call with both of them at once.\n"
        f"personas: [{', '.join(SEATED)}]\ntogether:\n{seats}limits: {{turns: 30, minutes: 30}}\n",
        encoding="utf-8",
    )
    return str(path)


def test_each_line_says_who_spoke_and_the_text_joins_them(pair: str) -> None:
    done = run("interview", pair, "--json", "--seed", "4", stdin=typed(*LINES, "/end", *DEBRIEF))
    assert done.code == 0
    assert done.of("started")[0]["personas"] == list(SEATED)
    customers = done.of("customer")
    assert len(customers) == 1 + len(LINES)
    for event in customers:
        assert event["text"] == " ".join(line["text"] for line in event["lines"])
        assert {line["speaker"] for line in event["lines"]} <= {"Maren Tveit", "Ilse Brandt"}
    first = [event["lines"][0]["speaker"].split()[0] for event in customers[2:]]
    assert first == ["Maren", "Maren", "Ilse", "Ilse", "Maren", "Maren"]
    scored = done.of("scored")[0]
    owners = {fact["id"].split("-")[0] for fact in scored["facts"]}
    assert owners == {"maren", "ilse"} and len(scored["motivations"]) == 4


def test_the_plain_call_names_who_speaks_and_says_how_to_turn_to_one(pair: str) -> None:
    done = run("interview", pair, "--plain", "--seed", "4", stdin=typed("Ilse, how did it begin?"))
    assert "Ilse: " in done.out and "Maren: " in done.out
    assert "On the call: Maren Tveit." in done.err and "On the call: Ilse Brandt." in done.err
    assert "Say a name to ask one of them" in done.err


def test_reasons_say_of_whom_they_are(pair: str) -> None:
    done = run("interview", pair, "--json", "--explain", "--seed", "4", stdin=typed("Ilse, how did it begin?"))
    told = done.of("direction")[0]
    assert told["speaker"] == "ilse-brandt"
    assert [one["persona"] for one in told["beside"]] == ["maren-tveit"]


def test_a_paused_call_goes_on_with_both_and_its_report_names_each(pair: str) -> None:
    begun = run("interview", pair, "--json", "--seed", "4", stdin=typed(*LINES[:4]))
    session = begun.of("started")[0]["session"]
    gone_on = run("resume", session, "--json", stdin=typed(*LINES[4:], "/end", *DEBRIEF))
    whole = run("interview", pair, "--json", "--seed", "4", stdin=typed(*LINES, "/end", *DEBRIEF))
    texts = [event["text"] for done in (begun, gone_on) for event in done.of("customer")]
    assert texts == [event["text"] for event in whole.of("customer")]
    report = run("report", session, "--format", "md")
    assert "Maren Tveit" in report.out and "Ilse Brandt" in report.out
    again = run("interview", pair, "--json", "--seed", "4", stdin=typed("Hello."))
    assert again.of("started")[0]["seen"]


def test_the_desk_plays_and_exports_it_as_one_session(pair: str, tmp_path: Path) -> None:
    with_both = Desk.open(tmp_path / "home")
    session = with_both.start(pair, seed=2)
    session.say(LINES[1])
    scenario, people = with_both.content_of(session.events)
    assert scenario.id == "pair" and tuple(person.id for person in people) == SEATED
    assert Path(with_both.sharing.write(session.id, "session")).is_file()
    assert with_both.resume(session.id).state == session.state
    with_both.close()


def test_bots_turn_to_each_and_the_skilled_one_finds_what_both_hide(pair: str) -> None:
    done = run("lab", pair, "--bots", "skilled,script", "--seeds", "2", "--workers", "1", "--json")
    (found,) = done.json["lab"]
    assert found["persona"] == "maren-tveit+ilse-brandt"
    skilled, script = found["bots"]
    assert skilled["least"] >= 75 and script["most"] <= 45
    opened = {fact["id"].split("-")[0] for fact in found["facts"] if fact["depth"] == 3 and fact["opened"] > 0}
    assert opened == {"maren", "ilse"}


class Host(App[None]):
    """A screen that holds nothing but a conversation."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(themes.THEMES[0])
        self.theme = themes.THEMES[0].name

    def compose(self) -> ComposeResult:
        yield ConversationView(id="conversation")


@pytest.mark.parametrize("typed_out", [False, True])
async def test_each_has_a_block_with_their_name_and_any_key_shows_both(typed_out: bool) -> None:
    event = CustomerSaid(1, "Yes. No [b]no[/b].", lines=(("Ruth", "Yes."), ("Jonas", "No [b]no[/b].")))
    app = Host()
    async with app.run_test() as pilot:
        view = app.query_one(ConversationView)
        view.customer(event.turn, *event.lines[0], typed=typed_out, then=event.lines[1:])
        view.skip()
        await pilot.pause()
        assert not view.speaking
        assert [(block.mark, block.body.plain) for block in view.blocks] == [
            ("Ruth", "Yes."),
            ("Jonas", "No [b]no[/b]."),
        ]
