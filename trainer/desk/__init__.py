"""Room `desk`: content, conversation, scoring and storage wired together for the screens and the command line."""

from trainer.desk.desk import Desk

__all__ = ["Desk"]
