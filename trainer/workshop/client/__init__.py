"""Room `workshop.client`: takes part in a workshop on another machine. Knows no server, no database and no screen."""
