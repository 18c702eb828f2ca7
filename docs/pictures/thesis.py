"""Draws the pictures of the essay "A thesis on the table": ``python docs/pictures/thesis.py`` (a minute).

They are figures of the shipped case 2025-syunik, analysed with the defaults of Python, seed 1 and 48 draws. A test
compares every word and number in them with what the program draws.
"""

from __future__ import annotations

import sys
from pathlib import Path

from realpolitik import analyse, figures, load
from realpolitik.analysis.result import Analysis
from realpolitik.library import shelf

CASE = "2025-syunik"
FOLDER = Path(__file__).resolve().parent
WIDTH = 800
#: File -> the figure it shows.
PICTURES = {
    "thesis-beliefs.svg": "belief-shift",
    "thesis-states.svg": "state-graph",
    "thesis-over-time.svg": "over-time",
    "thesis-tornado.svg": "tornado",
    "thesis-signs.svg": "signposts",
}


def drawn(analysis: Analysis) -> dict[str, str]:
    """File name -> the picture as an SVG file; the tornado is that of the thesis."""
    return {file: figures.show(name, analysis).svg(WIDTH) for file, name in PICTURES.items()}


def main() -> None:
    """Draws the pictures anew, beside this file; an analysis in JSON may be given to save the minute."""
    if len(sys.argv) > 1:
        analysis = Analysis.model_validate_json(Path(sys.argv[1]).read_text(encoding="utf-8"))
    else:
        analysis = analyse(load(shelf.path(CASE)))
    for file, svg in drawn(analysis).items():
        (FOLDER / file).write_text(svg + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
