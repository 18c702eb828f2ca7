"""From the prior to the posterior of the best supported explanation, item by item, as a waterfall.

What it says
    One row an item in the order in which things happened, those without a day of their own after them, the moves last:
    the bar runs from the belief before the item to the belief after it. Blue bars add, brown bars take away. Items that
    move it by less than a point are put together between the others.
When to use it
    To tell the story of a number: where it started, what lifted it, what pulled it down, where it stands.
When it misleads
    What an item adds depends on what was known before it: in another order the same items have other bars, and only the
    two ends stay. For the weight of one item alone look at what falls without it.
"""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures._sheet import Row, nothing, sheet
from realpolitik.figures._svg import numbers, scale, x
from realpolitik.figures._words import day, number, points

NAME = "waterfall"
ORDER = 18
TITLE = "From the prior to the posterior, item by item"

LEAST = 0.01  #: items that move it by less are put together
MOVES = "moves"


def data(analysis: Analysis) -> dict[str, Any]:
    """The best supported explanation, its prior and posterior, and the steps: what, ``before``, ``after``, day."""
    lead = next((e for e in analysis.explanations if e.leading), None)
    if lead is None or not analysis.steps:
        return {"title": None, "steps": []}
    items = {item.id: item for item in analysis.items}
    steps: list[dict[str, Any]] = []
    before = lead.prior
    for step in analysis.steps:
        item, after = items.get(step.item), step.p[lead.name]
        steps.append(
            {
                "item": step.item,
                "what": "All moves seen since the watch began" if item is None else item.what,
                "absent": item is not None and item.seen == "absent",
                "date": None if item is None or item.date is None else item.date.isoformat(),
                "before": before,
                "after": after,
            }
        )
        before = after
    return {
        "title": lead.title or lead.name.replace("_", " "),
        "prior": lead.prior,
        "posterior": before,
        "steps": steps,
    }


def spec(found: dict[str, Any]) -> str:
    """The SVG: a row for the prior, one a step, one for the posterior."""
    if not found["steps"]:
        return nothing(TITLE, "nothing was seen that bears on an explanation")
    rows = [_end("Before anything was seen", found["prior"], "prior")]
    rows += [_row(step) for step in together(found["steps"])]
    rows.append(_end("Now", found["posterior"], "posterior"))
    ends = f"{number(found['prior'])} to {number(found['posterior'])}"
    return sheet(
        f"{TITLE}. {found['title']}: {ends}", rows, back=lambda height: scale(4, height), foot=(numbers(15), 22)
    )


def together(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps, neighbours that move little put together: ``many`` is how many items a step stands for."""
    out: list[dict[str, Any]] = []
    for step in steps:
        small = abs(step["after"] - step["before"]) < LEAST and step["item"] != MOVES
        if small and out and out[-1]["many"]:
            out[-1] |= {"after": step["after"], "many": out[-1]["many"] + 1}
        else:
            out.append(step | {"many": 1 if small else 0})
    return out


def _end(words: str, p: float, mark: str) -> Row:
    body = (
        f'<line class="rail" x1="0" x2="100%" y1="8" y2="8"/><circle class="mark {mark}" cx="{x(p)}" cy="8" r="5.5"/>'
    )
    return Row(words, f"{words}: {number(p)}", (number(p), number(p)), body, 18, css="label strong")


def _row(step: dict[str, Any]) -> Row:
    before, after = step["before"], step["after"]
    up = after >= before
    left, right = min(before, after), max(before, after)
    body = (
        '<line class="rail" x1="0" x2="100%" y1="8" y2="8"/>'
        f'<rect class="swing{"" if up else " lower"}" x="{x(left)}" width="{x(max(right - left, 0.002))}" y="2" '
        'height="12"/>'
        f'<rect class="end {"upper" if up else "lower"}" x="{x(after)}" width="3" y="1" height="14"/>'
    )
    if step["many"]:
        words = (
            "One item that moves it little" if step["many"] == 1 else f"{step['many']} items that move it little each"
        )
    else:
        words = f"Not found: {step['what']}" if step["absent"] else step["what"]
    when = day(step["date"]) if step["date"] and not step["many"] else ""
    by = points(after - before)
    said = f"{words}{f', {when}' if when else ''}: {number(before)} to {number(after)}"
    detail = f"{number(before)} → {number(after)}{f', {when}' if when else ''}"
    return Row(words, said, (by, by), body, 18, detail, css="aside" if step["many"] else "label")
