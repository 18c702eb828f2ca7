"""How far what was seen moved each explanation: prior, after the evidence, after the seen moves, with the range.

What it says
    One row an explanation, the most probable first: the ring is the belief before anything was seen, the upright
    stroke after the evidence, the full dot after the seen moves too (the number to quote); the bar is its range, the
    5th to the 95th percentile of the draws. Last come the remainders: none of these, and something else.
When to use it
    To see at once what leads, what the observations did to each explanation, and whether ranges overlap so far that
    the order says little.
When it misleads
    Explanations may overlap: the numbers need not add up to 100 %. A short way from ring to dot can be two strong
    observations that cancel, and the prior is a judgement too.
"""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._sheet import Row, nothing, sheet
from realpolitik.figures._svg import numbers, percent, scale, track
from realpolitik.figures._words import number

NAME = "belief-shift"
ORDER = 10
TITLE = "Explanations before and after what was seen"


def data(analysis: Analysis) -> list[dict[str, Any]]:
    """One row an explanation, largest posterior first; the remainders last."""
    found: list[dict[str, Any]] = [
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
        if rest is not None and max(rest.prior, rest.posterior) > 0.0:
            found.append(
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
    return found


def spec(found: list[dict[str, Any]]) -> str:
    """An SVG of 42 pixels a row: the title above, the track below, the number at the right."""
    if not found:
        return nothing(TITLE, "no explanation")
    return sheet(
        f"{TITLE}. {len(found)} rows, the most probable first",
        [_row(one) for one in found],
        back=lambda height: scale(8, height),
        foot=(numbers(15), 22),
    )


def _row(one: dict[str, Any]) -> Row:
    marks = [("prior", one["prior"]), ("posterior", one["posterior"])]
    if one["after_evidence"] is not None:
        marks.insert(1, ("evidence", one["after_evidence"]))
    interval = None if one["low"] is None else (one["low"], one["high"])
    detail, said = _told(one)
    value = percent(one["posterior"])
    return Row(one["title"], f"{one['title']}: {said}", (value, value), track(9, marks, interval), 22, detail)


def _told(one: dict[str, Any]) -> tuple[str, str]:
    """A row's exact numbers, short and in full."""
    start, end = number(one["prior"]), number(one["posterior"])
    if one["low"] is None:
        return f"{start} → {end}", f"{start} before anything was seen, {end} now"
    low, high, seen = (number(one[k]) for k in ("low", "high", "after_evidence"))
    full = f"{start} before anything was seen, {seen} after the evidence, {end} after the seen moves too"
    return f"{start} → {seen} → {end}, range {low} to {high}", f"{full}; range {low} to {high}"
