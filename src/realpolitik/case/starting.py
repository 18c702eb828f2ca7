"""Starts a case from a template: a small complete case whose comments explain the language."""

from __future__ import annotations

import datetime
import re
import unicodedata
from importlib import resources

from realpolitik.case.editing import edit
from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput, OurBug

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b", re.ASCII)


def templates() -> tuple[str, ...]:
    """The names of the templates, in order."""
    folder = resources.files("realpolitik.case") / "templates"
    return tuple(sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")))


def template(name: str) -> str:
    """The text of a template. Raises OurBug where there is none of that name."""
    file = resources.files("realpolitik.case") / "templates" / f"{name}.yaml"
    if not file.is_file():
        raise OurBug(f"there is no template '{name}'")
    return file.read_text(encoding="utf-8")


def started(like: str, name: str, as_of: datetime.date) -> str:
    """The text of a new case called ``name``: the template ``like``, every date moved so that its day is ``as_of``.

    Raises BadInput where a date would leave the calendar.
    """
    text = template(like)
    then = load_text(text, like).as_of
    if then is None:
        raise OurBug(f"the template '{like}' has no as_of")
    days = as_of - then
    try:
        moved = _DAY.sub(lambda day: (datetime.date.fromisoformat(day[0]) + days).isoformat(), text)
    except OverflowError:
        raise BadInput(f"the calendar ends too close to {as_of}; nothing was written.") from None
    return edit(moved, "case", name)


def name_from(stem: str) -> str:
    """A case's name from the name of its file: letters, digits, ``_``, ``-`` and ``.``; ``case`` where none are left.

    >>> name_from("My crisis (1)")
    'My-crisis-1'
    """
    return re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", stem)).strip("-.") or "case"
