"""Room `content`: finds what is wrong with personas and scenarios before anybody plays them."""

from trainer.content.findings import Finding
from trainer.content.lint.run import lint

__all__ = ["Finding", "lint"]
