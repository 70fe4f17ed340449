"""Room `tui`: the pieces that screens are made of."""
