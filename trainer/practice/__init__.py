"""Room `practice`: drills, what to practise next, and what that is decided by. Knows no screen and no database."""
