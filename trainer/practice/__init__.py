"""Room `practice`: getting better on purpose: drills and progress. Knows no screen, database, model or clock."""
