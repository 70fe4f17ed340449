"""How sure a figure is: bands that shrink with turns, hold the figure, and are the same for the same call."""

from __future__ import annotations

from collections import Counter
from statistics import mean

import pytest

from tests.scoring.conftest import SKILLED, Finish
from trainer.scoring import sureness
from trainer.scoring.calls.analyse import Analysis, analyse
from trainer.scoring.calls.sureness import Band, draws
from trainer.scoring.calls.transcript import Transcript, Turn
from trainer.scoring.scorecard import Part

EXCHANGES = (
    ("I gave up on the shed in March.", "What happened in March?"),
    ("The roof came down on the mower. I sat there for an hour.", "It sounds like that hour stayed with you."),
    ("My brother said to sell it all.", "Did you agree with your brother?"),
    ("No, I rang a man about the roof, twice, and he never came.", "How did you get on without him?"),
    ("With a tarpaulin and the neighbour's ladder.", "A tarpaulin. Who held the ladder?"),
    ("Her boy did, he is twelve and fearless.", "You should really get a proper roofer for that."),
)


def call_of(times: int) -> Analysis:
    said = [
        Turn(speaker, f"{text} {'Again. ' * (k // len(EXCHANGES))}".strip() if speaker == "customer" else text)
        for k in range(times * len(EXCHANGES))
        for speaker, text in zip(("customer", "interviewer"), EXCHANGES[k % len(EXCHANGES)], strict=True)
    ]
    return analyse(Transcript("a", tuple(said)))


def test_a_band_holds_its_figure_and_shrinks_with_turns() -> None:
    short, long = call_of(1), call_of(12)
    for analysis in (short, long):
        for part in ("technique", "unscripted"):
            value, band = getattr(analysis, part), analysis.bands[part]
            assert 0 <= band.low <= value <= band.high <= 5
            assert (2 * band.low).is_integer() and (2 * band.high).is_integer()
    assert width(long, "technique") < width(short, "technique")


def width(analysis: Analysis, part: str) -> float:
    return analysis.bands[part].high - analysis.bands[part].low


def test_the_same_call_always_has_the_same_band() -> None:
    assert call_of(2).bands == call_of(2).bands


def test_what_is_not_scored_has_no_band() -> None:
    analysis = analyse(Transcript("a", (Turn("customer", "Hello."), Turn("interviewer", "How are you?"))))
    assert analysis.technique is None and analysis.bands == {}


def test_draws_take_every_place_about_equally_often_and_repeat_themselves() -> None:
    drawn = draws(20, 200)
    assert drawn == draws.__wrapped__(20, 200)
    assert all(len(places) == 20 and places == tuple(sorted(places)) for places in drawn)
    often = Counter(place for places in drawn for place in places)
    assert set(often) == set(range(20))
    assert all(140 <= count <= 260 for count in often.values())  # 200 expected, 14 the standard deviation
    assert len({tuple(places) for places in drawn}) == 200
    distinct = mean(len(set(places)) for places in drawn)
    assert 12 < distinct < 13.5  # 20 * (1 - 1/e) = 12.6, as drawing with repetition should


def test_no_places_no_draws() -> None:
    assert draws(0, 3) == ((), (), ())


def test_a_scorecard_says_how_sure_it_is(finish: Finish) -> None:
    card = finish(SKILLED, "She shares pictures with friends.")
    technique = card.part("technique")
    assert technique.low is not None and technique.high is not None and technique.value is not None
    assert technique.low <= technique.value <= technique.high
    assert card.part("discovery").low is None, "what was told is certain"
    assert card.low is not None and card.high is not None and card.overall is not None
    assert card.low <= card.overall <= card.high
    assert "one call says little about a skill" in technique.sure


def test_the_overall_is_no_surer_than_its_parts() -> None:
    sure = [(Part("discovery", 3.0), 0.5), (Part("technique", 3.0, low=2.5, high=3.5), 0.5)]
    doubtful = [(Part("discovery", 3.0), 0.5), (Part("technique", 3.0, low=0.0, high=5.0), 0.5)]
    assert sureness.of_overall(60.0, sure) == (55.0, 65.0)
    assert sureness.of_overall(60.0, doubtful) == (30.0, 80.0)
    assert sureness.of_overall(60.0, [(Part("discovery", 3.0), 1.0)]) is None


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (0.3, "½"), (1.2, "1"), (1.25, "1½"), (2.74, "2½"), (2.75, "3"), (5.0, "5")]
)
def test_figures_in_halves(value: float, text: str) -> None:
    assert sureness.halves(value) == text


def test_a_band_that_moves_stays_within_the_scale() -> None:
    assert sureness.moved(Band(3.0, 4.5), 1.0) == Band(4.0, 5.0)
    assert sureness.moved(Band(0.5, 2.0), -1.0) == Band(0.0, 1.0)
    assert sureness.moved(None, 1.0) is None
