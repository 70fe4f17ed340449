"""Room `scoring`: events and debrief in, scorecard out. No clock, no screen, no storage."""
