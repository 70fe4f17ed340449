"""Room `workshop`, event: what a workshop is, as pure functions of plain data. No clock, no chance, no I/O."""
