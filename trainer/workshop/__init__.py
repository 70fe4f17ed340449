"""Room `workshop`: several people interview the same customer at the same time, with a board and a debrief."""
