"""What a user names for one side of a comparison: a case, a stored analysis, or a case with some inputs changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from realpolitik.analysis.result import Analysis
from realpolitik.analysis.stored import MAX_BYTES, is_stored, read_analysis
from realpolitik.case.difference import Reading
from realpolitik.case.document import read_bytes
from realpolitik.case.editing import edited
from realpolitik.cli.opening import case_path
from realpolitik.cli.run import analysed
from realpolitik.errors import BadInput
from realpolitik.report.comparison import Named


@dataclass(frozen=True)
class Opened:
    """One side: its name, and the case that was read or the analysis that was stored."""

    name: str
    reading: Reading | None
    stored: Analysis | None = None
    text: str = ""

    def analysed(self, *, seed: int, draws: int, workers: int) -> Named:
        """The analysis; what takes runs of its own is left out."""
        if self.reading is None:
            assert self.stored is not None
            return Named(self.name, self.stored)
        found = analysed(self.reading.case, seed=seed, draws=draws, workers=workers, deep=False)
        return Named(self.name, found)


def opened(argument: str) -> Opened:
    """Raises BadInput where ``argument`` names neither a case nor a stored analysis."""
    path = Path(argument)
    if path.is_file():
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if is_stored(data):
            return Opened(argument, None, read_analysis(data, argument))
        if path.suffix == ".json":
            raise BadInput(
                f"{argument} is no analysis as `realpolitik report --format json` writes it; nothing was run."
            )
    place = case_path(argument)
    data = read_bytes(place)
    return Opened(argument, Reading.of(data, str(place)), text=data.decode("utf-8"))


def what_if(first: Opened, changes: Sequence[str]) -> Opened:
    """The first side with some inputs changed. Raises BadInput where that cannot be, with the nearest names."""
    if first.reading is None:
        raise BadInput(f"{first.name} is a stored result; --set needs the case itself. Nothing was run.")
    text = first.text
    for change in changes:
        path, sign, value = change.partition("=")
        if not sign or not path.strip() or not value.strip():
            raise BadInput(f"'--set {change}' is not PATH=VALUE, such as factors.us_deal.prior=40%; nothing was run.")
        text = edited(text, path.strip(), value.strip()).text
    name = f"{first.name} with {', '.join(change.strip() for change in changes)}"
    return Opened(name, Reading.of(text.encode("utf-8"), name), text=text)
