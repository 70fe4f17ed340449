"""Room `practice`: every figure that steers what is said of progress, with its unit and source.

"Measured" means: by `python -m benchmarks.progress`, given in docs/progress.md; "set" means: chosen by hand.
"""

from __future__ import annotations

# --- what is stated at all ---------------------------------------------------------------------------------------
#: Attempts pooled for one estimate: fewer are noise, many more tell of somebody else (set; `scoring.skills`: half of a
#: call hardly predicts the other half, four to five calls do with a reliability of .7).
WINDOW = 6
#: Attempts, and chances of a habit or facts of a force, from which an estimate is stated (habits as `scoring.skills`).
LEAST_ATTEMPTS, LEAST_CHANCES, LEAST_FACTS = 4, 30, 12
#: Standard deviations to either side of an estimate: about 95 of 100 (normal).
NOISE = 1.96

# --- what is called improved -------------------------------------------------------------------------------------
#: The most learners who never change that are ever told that they improved, in any skill, however often they look; as
#: many for "got worse" (set: one in twenty).
ALARMS = 0.05
#: Chances of one skill in one attempt below which that attempt says nothing about it (set).
LEAST_IN_ATTEMPT = 3
#: Size of a change that is looked for: standard deviation on the scale of `moved` (set: .25 is about 12 points around
#: a half; evidence hardly depends on it).
CHANGE = 0.25
#: After how many attempts a step may have come; from the fortieth on not after every one (set).
FIRST_SPLIT, SPLITS_APART = 3, 1.05
#: Share of the bet on a change that is on a step; the rest is on a curve log(CURVE_FROM + attempt) / CURVE_OVER (set:
#: of the shapes tried, this mixture finds both sudden and slow changes nearly as well as the best for either).
STEPS, CURVE_FROM, CURVE_OVER = 0.6, 4, 0.8
#: How much more than by chance alone attempts of one learner may differ, as a factor of the variance, and how much of
#: the bet on a change is put on each (set). Without a change the factor may be anything from 1 on.
SPREADS = {1.0: 0.5, 1.5: 0.25, 2.2: 0.15, 3.5: 0.07, 6.0: 0.03}
#: Standard deviation of a skill between customers for one and the same learner, on the scale of `moved` (measured: at
#: most .03, .06 for builds_on and .12 for forces, over nine kinds of simulated learner; rounded up).
CUSTOMER = {
    "open": 0.05, "gives_back": 0.05, "builds_on": 0.08, "tells": 0.05, "leads": 0.05, "doubles": 0.05,
    "push": 0.15, "pull": 0.15, "anxiety": 0.15, "habit": 0.15,
}  # fmt: skip

# --- time --------------------------------------------------------------------------------------------------------
#: Seconds between two events after which nobody was at the keyboard (set).
PAUSE = 180
#: Seconds that an answer to a drill counts: exercises of about a minute (set).
DRILL = 60
