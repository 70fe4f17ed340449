"""Room `workshop.server`: HTTP for workshops: API, stream, pages. Knows the service, and no database."""
