"""Room `scoring`: every figure by which a recorded call is judged, with unit and source.

"Measured": it separates good from poor annotated interviews (`docs/scoring.md` gives the figures); "craft": the
practice of interviewing says so; "set": chosen by hand, so that gamed copies of honest calls earn little.
"""

from __future__ import annotations

#: Interviewer turns below which nothing is judged, and those of them that have to do something (ask, give back, tell).
LEAST_TURNS, LEAST_ENGAGED = 4, 3
#: Turns of more than this many words do something even if no label was found in them.
IDLE_WORDS = 3
#: Rates from few turns are drawn towards what is usual, as if this many usual turns had been heard beside (set).
PRIOR_TURNS = 1.5
USUAL = {"input": 0.25, "reflection": 0.35, "open": 0.5, "question": 0.45, "sells": 0.05, "grounded": 0.5}

# --- technique: what earns (shares of 1) -------------------------------------------------------------------------
#: Open share of the questions: full at OPEN_FULL, if questions are at least ASK_FULL of the turns (measured: .51
#: against .41).
OPEN_SHARE, OPEN_FULL, ASK_FULL = 0.35, 0.7, 0.25
#: Turns that give back accurately: full at BACK_FULL (measured; predicted reflections of advice are kept out by
#: `informs`).
BACK_SHARE, BACK_FULL = 0.40, 0.55
#: Of the turns that give back, the share that hold a word of the customer's last line: below GROUNDED_FULL they count
#: for less (measured: about .4 in the median good interview, near 0 where another interview's lines are read out).
GROUNDED_FULL = 0.2
#: Mean contingency, from CONT_NONE to CONT_FULL (measured: .072 against .019 in the plain form, the same direction
#: here).
CONT_SHARE, CONT_NONE, CONT_FULL = 0.15, -0.1, 0.7

#: Questions without ever giving anything back are an interrogation: below BACK_LEAST of the turns, the rest is worth
#: less, down to ALONE of it (craft; set).
BACK_LEAST, ALONE = 0.15, 0.7

#: Telling words a turn: formulas and lists have about one, good interviews 3.4 in the median and more than 1.5 in 95
#: of 100 (measured). From PARTICULAR_FULL down to PARTICULAR_NONE what is earned is worth less, down to nothing
#: (set).
PARTICULAR_NONE, PARTICULAR_FULL = 0.8, 1.7

# --- technique: what costs ---------------------------------------------------------------------------------------
#: Telling, advising, pitching, per share of turns: the strongest mark of a poor interview (measured: .34 against .61).
INPUT_COST = 0.7
#: Pitch, advice, pressure found by their very words, talk to the scorer and rudeness, per share of turns (measured,
#: craft).
SELLS_COST = 0.5
#: Talk share above TALK_FINE (measured: good ones talk 54 % of the words, so only much more than that costs).
TALK_COST, TALK_FINE = 0.25, 0.65
#: Longest run of closed questions, per share of all questions; in full only from RUN_QUESTIONS questions on (measured).
RUN_COST, RUN_QUESTIONS = 0.2, 5
#: Words a turn above WORDS_FINE, in full at WORDS_FULL (measured: 23 against 31).
WORDS_COST, WORDS_FINE, WORDS_FULL = 0.12, 20, 60
#: Several questions at once, and leading ones, per share of turns (craft).
DOUBLE_COST, LEADING_COST = 0.3, 0.2
#: From the sum of all this to 0..5: the sum at which nothing is left, and the span to 5.
NONE_AT, SPAN = -0.2, 1.1

# --- a device wears out (set; real interviews lie far below each) -----------------------------------------------
#: Share of turns in which a device may be used and still earns: bare probes, the other's words copied, labels by
#: formula, echoes put before another question, praise.
FREE = {"probe": 0.15, "copy": 0.3, "label": 0.35, "lead-in": 0.4, "praise": 0.35, "plea": 0.0}
#: Share of a turn's words copied in runs at which it gives back words, not sense (real turns: 0.05 in the mean).
COPIED, COPIED_WORDS = 0.35, 3
#: The customer's very last words, so many of them, in a turn: it quotes them, whatever else it holds (measured: in 0
#: of 100 turns of the median interview, in 6 of the ninth tenth).
QUOTED = 3
#: Share of a turn's words that stand in the customer's last line at which it is made of them, in whatever order.
SALAD = 0.8
#: Earlier turns that a formula is looked for in, and the likeness of two formulas at which they are one.
FORMULA_WITHIN, FORMULA_ALIKE, FORMULA_WORDS = 40, 0.6, 3
#: Worn turns beyond this share take the rest down with them, at this rate.
WORN_FREE, WORN_COST = 0.1, 1.0

# --- unscripted --------------------------------------------------------------------------------------------------
#: Questions needed to judge by them alone; with fewer, every turn that does something counts.
LEAST_ASKED = 3
#: The mean contingency that is worth 2.5, and how steeply it rises.
MIDDLE, STEEP = 0.1, 3.0
#: Points lost per share of questions above LIST_FREE that stand on a list of stock questions, and per share of worn
#: turns.
LIST_FREE, LIST_COST, WORN_LOSS = 0.25, 4.0, 2.0
#: Points lost where hardly a telling word is said (`particular`): whole at PARTICULAR_NONE, none from PARTICULAR_FULL.
PLAIN_LOSS = 1.5

# --- how sure ----------------------------------------------------------------------------------------------------
#: Drawings of the bootstrap, and those of a call with more than a hundred turns.
DRAWS, DRAWS_LONG = 120, 30
#: Standard deviations to either side of a figure: about four in five calls of the same interviewer (normal: 80 %).
BAND = 1.28
#: Share of turns whose label differs from the majority of human annotators (measured, `docs/scoring.md`), by habit.
LABEL_ERROR = {"opens": 0.2, "asks": 0.07, "gives_back": 0.18, "informs": 0.2}
