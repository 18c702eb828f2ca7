"""How far what was seen moved each explanation: prior, after the evidence, after the seen moves, with the range."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._svg import drawing, label, percent, scale, text, track

NAME = "belief-shift"
ORDER = 10
TITLE = "Explanations before and after what was seen"

_ROW = 42


def data(analysis: Analysis) -> list[dict[str, Any]]:
    """One row an explanation, largest posterior first; the remainders last."""
    rows: list[dict[str, Any]] = [
        {
            "name": e.name,
            "title": e.title or e.name.replace("_", " "),
            "prior": e.prior,
            "after_evidence": e.after_evidence,
            "posterior": e.posterior,
            "low": e.interval[0],
            "high": e.interval[1],
        }
        for e in sorted(analysis.explanations, key=lambda e: -e.posterior)
    ]
    for name, title, rest in (
        ("none-named", "None of these, but within the model", analysis.none_named),
        ("something-else", "Something else: what no factor can say", analysis.something_else),
    ):
        if rest is not None:
            rows.append(
                {
                    "name": name,
                    "title": title,
                    "prior": rest.prior,
                    "after_evidence": None,
                    "posterior": rest.posterior,
                    "low": None,
                    "high": None,
                }
            )
    return rows


def spec(rows: list[dict[str, Any]]) -> str:
    """An SVG of 42 pixels a row: the title above, the track below, the number at the right."""
    body = [scale(8, _ROW * len(rows) + 2)]
    for k, row in enumerate(rows):
        top = _ROW * k
        marks = [("prior", row["prior"]), ("posterior", row["posterior"])]
        if row["after_evidence"] is not None:
            marks.insert(1, ("evidence", row["after_evidence"]))
        interval = None if row["low"] is None else (row["low"], row["high"])
        body.append(label(row["title"], top + 16))
        body.append(text(percent(row["posterior"]), "100%", top + 16, "value", "end"))
        body.append(track(top + 29, marks, interval))
    said = "; ".join(f"{r['title']} {percent(r['prior'])} to {percent(r['posterior'])}" for r in rows)
    return drawing(_ROW * len(rows) + 24, "".join(body), f"{TITLE}: {said}", "tracks")
