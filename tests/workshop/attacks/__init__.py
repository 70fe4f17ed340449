"""Attacks on the workshop's server: each test says what must not happen."""
