"""Trials of the workshop's server under faults; the full numbers with `make soak` (TRAINER_SOAK=1)."""
