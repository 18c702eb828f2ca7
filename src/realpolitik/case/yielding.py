"""Stand-ins give way: a chance that somebody has judged moves the neutral ones beside it that it leaves no room for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from realpolitik.case.editing import edited, tree
from realpolitik.case.node import Node
from realpolitik.case.path import follow, steps
from realpolitik.case.unjudged import stand_in
from realpolitik.case.values import read_probability


@dataclass(frozen=True)
class Yielded:
    """A text in which stand-ins have given way, and their paths with what stood there and what stands there now."""

    text: str
    moved: tuple[tuple[str, str, str], ...] = ()


def yielded(text: str, path: str) -> Yielded:
    """``text`` after the chance at ``path`` was judged, where that is one of the days of an event's ``by``.

    What has happened by a day cannot become less likely by a later one: neutral chances of later days that are lower
    rise to the judged one, neutral ones of earlier days that are higher fall to it. They stay neutral. What somebody
    has judged stays as it is, as does a text where the value at ``path`` cannot be read as a chance.
    """
    every = steps(path)
    if len(every) != 4 or every[0] != "nature" or every[2] != "by":
        return Yielded(text)
    table = follow(tree(text), f"nature.{every[1]}.by").node
    days = {} if table is None or table.kind != "map" else {key.text: value for key, value in table.pairs}
    judged = days.get(str(every[3]))
    if judged is None or (chance := _chance(judged)) is None:
        return Yielded(text)
    moved = []
    for day, node in days.items():
        was = _chance(node) if stand_in(node) else None
        if was is None or not ((day > str(every[3]) and was < chance) or (day < str(every[3]) and was > chance)):
            continue
        made = edited(text, f"nature.{every[1]}.by.{day}", _written(judged))
        text = made.text
        moved.append((made.path, made.old or "", made.new))
    return Yielded(text, tuple(moved))


def _value(node: Node) -> Node | None:
    return node.get("value") if node.kind == "map" else node


def _written(node: Node) -> str:
    value = _value(node)
    if value is None:
        return ""
    return f"[{', '.join(one.text for one in value.items)}]" if value.kind == "list" else value.text


def _chance(node: Node) -> float | None:
    """The chance that a node says, 0 to 1; None where it says none."""
    value = _value(node)
    if value is None or value.kind == "map":
        return None
    raw = [one.text for one in value.items] if value.kind == "list" else value.text
    try:
        found = read_probability(raw)
    except PydanticCustomError:
        return None
    assert isinstance(found, Mapping)
    return float(found["value"])
