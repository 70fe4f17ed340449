"""Room `content`, packs: gathers the files of a pack in memory, and stops at the first that does not belong."""

from __future__ import annotations

from trainer.content.loading import SIZE_LIMIT
from trainer.content.packs import limits
from trainer.content.packs.faults import PackError, refusal
from trainer.content.packs.names import fault_of


class Basket:
    """The files of one pack. A file is first admitted, by name and size, and read only then."""

    def __init__(self, source: str) -> None:
        """Take the name by which messages call the pack."""
        self.source = source
        self.files: dict[str, bytes] = {}
        self._seen: dict[str, str] = {}
        self._total = 0

    @property
    def total(self) -> int:
        """Bytes admitted so far."""
        return self._total

    def refusal(self, name: str, rule: str, remedy: str) -> PackError:
        """Give the error of one fault of one file, or of the pack itself where the name is empty."""
        return refusal(self.source, name, rule, remedy)

    def admit(self, name: str, size: int) -> None:
        """Admit a file of this many bytes before it is read.

        Raises:
            PackError: its name or size is refused, it is there already, or the pack is full.
        """
        self._name(name, folder=False)
        if size > SIZE_LIMIT:
            raise self.refusal(name, "file-size", f"Shorten the file to at most {SIZE_LIMIT // 1024} KB.")
        self._total += size
        if self._total > limits.TOTAL:
            raise self.refusal("", "pack-size", f"Split the pack; it holds more than {limits.TOTAL >> 20} MB.")

    def admit_folder(self, name: str) -> None:
        """Admit a folder.

        Raises:
            PackError: a pack has no such folder.
        """
        self._name(name, folder=True)

    def put(self, name: str, data: bytes, size: int) -> None:
        """Put in what was read of an admitted file.

        Raises:
            PackError: it is not of the size that was announced.
        """
        if len(data) != size:
            raise self.refusal(name, "damaged", "Make the archive anew; the file is not of the size that it says.")
        self.files[name] = data

    def _name(self, name: str, *, folder: bool) -> None:
        twin = self._seen.setdefault(name.casefold(), name)
        if len(self._seen) > limits.FILES:
            raise self.refusal("", "file-count", f"Split the pack; it has more than {limits.FILES} files.")
        if name in self.files or twin != name:
            raise self.refusal(name, "duplicate-file", "Keep one; the same name stands twice, but for its case.")
        if fault := fault_of(name, folder=folder):
            raise self.refusal(name, *fault)
