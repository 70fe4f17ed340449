"""Room `scoring`: a model's notes on a call. It is asked, its words are checked, and nothing of it counts."""
