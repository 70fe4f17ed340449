"""Room `tui`, workshops: the screens of a participant, and the board."""
