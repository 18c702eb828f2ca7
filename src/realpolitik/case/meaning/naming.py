"""Names that can be used in formulas, and ids that stand once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from realpolitik.case.meaning.desk import Desk, Loc
from realpolitik.case.syntax import RESERVED, is_name, is_name_character


def check_names(desk: Desk) -> None:
    """Every name is one a formula can hold; every id and value stands once."""
    case = desk.case
    if case.realpolitik != 1:
        desk.note("unknown-version", f"this program reads version 1 of the language, not {case.realpolitik}",
                  ("realpolitik",))  # fmt: skip
    for section in ("factors", "explanations", "actors", "nature", "scenarios", "coalitions", "issues"):
        _names(desk, getattr(case, section), (section,))
    for a, actor in case.actors.items():
        _names(desk, actor.options, ("actors", a, "options"))
        for o, option in actor.options.items():
            _values(desk, option.values, option.now, ("actors", a, "options", o))
    for n, event in case.nature.items():
        _values(desk, event.values, event.now, ("nature", n))
    for f, factor in case.factors.items():
        if factor.prior is None:
            _value_names(desk, factor.values, ("factors", f, "values"), as_keys=True)
    for s in case.sources:
        _id(desk, s, ("sources", s), at_key=True)
    for section, ids in (("evidence", [i.id for i in case.evidence]), ("questions", [q.id for q in case.questions])):
        seen: set[str] = set()
        for k, name in enumerate(ids):
            _id(desk, name, (section, k, "id"))
            if name in seen:
                desk.note("double-name", f"there is an '{name}' already", (section, k, "id"))
            seen.add(name)


def _names(desk: Desk, names: Iterable[str], loc: Loc) -> None:
    for name in names:
        if not is_name(name):
            _bad(desk, name, (*loc, name))


def _bad(desk: Desk, name: str, loc: Loc, *, at_key: bool = True) -> None:
    if name in RESERVED:
        desk.note("bad-name", f"'{name}' has a meaning of its own in formulas", loc, at_key=at_key)
        return
    better = re.sub(r"_+", "_", "".join(c if is_name_character(c) else "_" for c in name)).strip("_")
    hint = f"such as '{better}'" if is_name(better) else ""
    desk.note("bad-name", f"'{name[:40]}' is not a name: letters, digits and '_' only", loc, hint=hint, at_key=at_key)


def _id(desk: Desk, name: str, loc: Loc, *, at_key: bool = False) -> None:
    if not name or not all(is_name_character(c) or c in "-." for c in name):
        desk.note("bad-name", f"'{name[:40]}' is not an id: letters, digits, '_', '-' and '.'", loc, at_key=at_key)


def _value_names(desk: Desk, values: Iterable[str], loc: Loc, *, as_keys: bool = False) -> None:
    seen: set[str] = set()
    for k, value in enumerate(values):
        at: Loc = (*loc, value if as_keys else k)
        if not is_name(value) and value not in ("yes", "no"):
            _bad(desk, value, at, at_key=as_keys)
        if value in seen:
            desk.note("double-name", f"the value '{value}' stands here twice", at)
        seen.add(value)


def _values(desk: Desk, values: tuple[str, ...], now: str, loc: Loc) -> None:
    if desk.wrote(*loc, "values"):
        _value_names(desk, values, (*loc, "values"))
        if len(values) < 2:
            desk.note("too-few-values", "an option needs at least two values", (*loc, "values"))
    if now not in values:
        where: Loc = (*loc, "now")
        desk.note("unknown-value", f"'{now}' is not one of its values", where, hint=f"its values: {', '.join(values)}")
