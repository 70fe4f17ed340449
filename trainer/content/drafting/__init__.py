"""Room `content`, drafting: begins a persona or scenario file from a few answers. Writes no file itself."""
