"""Room `tui`: one module per screen, one stylesheet per screen in `styles/`."""
