"""Room `tui`: the terminal app. Knows the desk through small protocols and nothing beneath it."""
