"""Room `storage`, workshops: the database that servers of one workshop share. SQLAlchemy is known here alone."""
