"""Room `content`: personas, scenarios, the catalogue of both, and what makes them sound."""
