"""Long trials: the short form runs with the tests, the full numbers with `make soak` (TRAINER_SOAK=1)."""
