"""What can be practised on this machine: the shipped library, and the packs in the learner's data folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.content.catalogue import Catalogue
    from trainer.content.packs.shelf import Shelf

_PACKS = "packs"


def library(home: Path | None = None) -> Catalogue:
    """Give the shipped library with the packs under `home` (default: `TRAINER_HOME`, else the user's data folder).

    Raises:
        ContentError: the shipped content cannot be found.
    """
    from trainer.content.catalogue import Catalogue

    return Catalogue(packs=_folder(home))


def shelf(home: Path | None = None) -> Shelf:
    """Give the folder of the learner's packs, to install into and to remove from."""
    from trainer.content.packs.shelf import Shelf  # pydantic and lint: 150 ms, for `trainer pack` alone

    return Shelf(_folder(home))


def _folder(home: Path | None) -> Path:
    from trainer.storage.home import home_folder

    return (home or home_folder()).absolute() / _PACKS
