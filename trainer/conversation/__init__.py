"""Room `conversation`: one call. Events, the session as a fold over them, and the engine of a turn."""
