"""Whole calls through the command line."""
