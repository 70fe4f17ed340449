"""Room `transcripts`: why a file cannot be read as a call. Light: screens name the error before they read any file."""

from __future__ import annotations


class TranscriptError(Exception):
    """A file cannot be read as a call. The message is one line for people: file, place, fault, remedy."""

    def __init__(self, file: str, place: str, fault: str, remedy: str) -> None:
        """Take the file's name, the place in it ("line 3"; empty for the whole file), what is wrong, and what to do."""
        from trainer.transcripts.wording import shown  # 40 ms

        self.file, self.place = shown(file) or "the file", shown(place)
        self.fault, self.remedy = shown(fault, 400), shown(remedy, 400)
        where = f"{self.file}, {self.place}" if self.place else self.file
        super().__init__(f"{where}: {self.fault}. {self.remedy}")
