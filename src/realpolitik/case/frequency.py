"""Reads answers to "of 100 such cases, in how many?" and writes them into a case."""

from __future__ import annotations

import re

from realpolitik.case.editing import edited, tree
from realpolitik.case.missing import MARKS
from realpolitik.case.node import Node
from realpolitik.case.path import follow
from realpolitik.case.scales import band
from realpolitik.errors import BadInput

_NUMBER = r"\d+(?:\.\d+)?"
_ONE = re.compile(rf"({_NUMBER})\s*%?(!?)")
_RANGE = re.compile(rf"({_NUMBER})\s*%?\s*(?:-|to|\u2013)\s*({_NUMBER})\s*%?")
_RATIO = re.compile(rf"({_NUMBER})\s*(?:in|of|out of|/)\s*({_NUMBER})")


def read_frequency(answer: str) -> str:
    """What to write into the case for an answer: a percentage, a range or a likelihood word.

    0 and 100 rule something out for good, so they must be meant: ``0!``. Raises BadInput, with what would do, for
    anything else.

    >>> [read_frequency(a) for a in ("30", "20-40", "1 in 500", "likely", "0!")]
    ['30%', '20-40%', '0.2%', 'likely', '0%']
    """
    text = " ".join(answer.lower().split())
    if match := _ONE.fullmatch(text):
        value = float(match[1])
        if value > 100:
            raise BadInput(f"{match[1]} of 100 is more than all of them.")
        if value in (0.0, 100.0) and not match[2]:
            what = "never" if value == 0.0 else "always"
            raise BadInput(
                f"{match[1]} of 100 says {what}, whatever else is seen. Type {match[1]}! if you mean that, or a "
                f"number like {'1 in 1000' if value == 0.0 else '999 in 1000'}."
            )
        return f"{value:.10g}%"
    if match := _RANGE.fullmatch(text):
        low, high = float(match[1]), float(match[2])
        if low > high or high > 100:
            raise BadInput("a range goes from the smaller number to the larger, at most 100, like 20-40.")
        return f"{low:.10g}-{high:.10g}%"
    if match := _RATIO.fullmatch(text):
        part, whole = float(match[1]), float(match[2])
        if not 0 < part < whole:
            raise BadInput("in '1 in 500' the first number is the smaller one, and not 0.")
        return f"{100 * part / whole:.10g}%"
    if band(text) is not None:
        return text
    raise BadInput(
        "give a number from 0 to 100, a range like 20-40, '1 in 500', or a word such as likely or very unlikely."
    )


def middle(written: str) -> float | None:
    """How many of 100 a written value means in its middle; None where that cannot be told."""
    text = written.strip().lower()
    if match := _RANGE.fullmatch(text):
        return (float(match[1]) + float(match[2])) / 2
    if match := _ONE.fullmatch(text):
        return float(match[1]) * (1 if "%" in text or float(match[1]) > 1 else 100)
    found = band(text)
    return None if found is None else 50 * (found[0] + found[1])


def with_answer(text: str, path: str, written: str, by: str | None = None) -> str:
    """The text of a case with a judgement written in; nothing else changes.

    With ``by`` it is written as that person's, beside what others said: the value itself stays as it is, unless it was
    missing. Raises BadInput where the path leads nowhere.
    """
    if by is None:
        return edited(text, path, written).text
    node = follow(tree(text), path).node
    name = by if re.fullmatch(r"\w+", by) else f'"{by}"'
    if node is None or node.kind == "text":
        value = written if node is None or _open(node) else node.text
        return edited(text, path, f"{{value: {value}, judged_by: {{{name}: {written}}}}}").text
    value_node, judges = node.get("value"), node.get("judged_by")
    if value_node is not None and _open(value_node):
        text = edited(text, f"{path}.value", written).text
    if judges is None or judges.kind != "map":
        others = [] if judges is None else [judges] if judges.kind == "text" else judges.items
        said = value_node.text if value_node is not None and not _open(value_node) else written
        kept = "".join(f"{other.text}: {said}, " for other in others if other.kind == "text")
        return edited(text, f"{path}.judged_by", f"{{{kept}{name}: {written}}}").text
    return edited(text, f"{path}.judged_by[{by!r}]" if name != by else f"{path}.judged_by.{by}", written).text


def _open(node: Node) -> bool:
    return node.is_empty or (node.kind == "text" and node.text.strip().lower() in MARKS)
