"""Room `directing`: trust, disclosure and direction. Knows no words of content, no clock, no voice."""
