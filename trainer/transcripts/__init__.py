"""Room `transcripts`: readers for real calls. Files in, who said what out; knows `language` alone."""
