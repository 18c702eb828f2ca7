"""Every number of an analysis has an address: its path in the JSON, with names in place of positions in a list.

``explanations.powerplay.posterior``, ``scenarios.amicable.ever.2026-12-31``, ``sources.korybko.prior.0``. A curve
alone stands for its last day: ``scenarios.amicable.ever``. The page prints addresses beside its numbers.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from realpolitik.analysis.piece import Result
from realpolitik.analysis.remedies import AdviceResult, ConclusionResult, LeverResult
from realpolitik.analysis.result import Analysis, MoveResult
from realpolitik.errors import BadInput

#: What an entry of a list is called by: the first of these fields that it has. An entry with none goes by its place.
_NAMES = ("id", "key", "name", "path", "input", "item", "scenario", "index", "state")
_LATELY: dict[int, tuple[object, dict[str, object]]] = {}
_MOST_KEPT = 1000
Value = float | str | tuple[float, ...]


def key(entry: object, place: int) -> str:
    """The name of an entry of a list; a point of a curve goes by its day, and an entry without a name by its place."""
    if isinstance(entry, LeverResult):
        return f"{entry.option}={entry.value}"
    if isinstance(entry, MoveResult):
        return f"{entry.source}-{entry.target}"
    if isinstance(entry, AdviceResult | ConclusionResult):  # the same headline may be spoken of twice
        return str(place)
    if isinstance(entry, Result):
        called = _called(type(entry))
        return str(place) if not called else "-".join(str(getattr(entry, name)) for name in called)
    if isinstance(entry, tuple) and entry and isinstance(entry[0], datetime.date):
        return entry[0].isoformat()
    return str(place)


@cache
def _called(kind: type[Result]) -> tuple[str, ...]:
    """The fields that name an entry of this kind; none: its place does."""
    fields = kind.model_fields
    if {"one", "other"} <= set(fields):
        return ("one", "other")
    found = next((name for name in _NAMES if name in fields), None)
    if found is None:
        return ("date",) if {"date", "p"} <= set(fields) else ()
    return (found,)


def trail(analysis: Analysis, address: str) -> list[object]:
    """What one passes on the way from the analysis to what stands at ``address``, which comes last. As ``steps``."""
    return [analysis, *(found for _, found in steps(analysis, address))]


def steps(analysis: Analysis, address: str) -> list[tuple[str, object]]:
    """The names that make up ``address``, each with what stands there.

    Names may have dots in them: of several names that begin the rest of the address the longest is taken.
    Raises BadInput where there is no such address, with the names that exist at the place where it ends.
    """
    passed: list[tuple[str, object]] = []
    rest = address
    while rest:
        whole = passed[-1][1] if passed else analysis
        first, _, after = rest.partition(".")
        if isinstance(whole, Result) and first in type(whole).model_fields:  # most steps: no name of a field has a dot
            passed.append((first, getattr(whole, first)))
            rest = after
            continue
        children = _named(whole)
        name = max((c for c in children if rest == c or rest.startswith(f"{c}.")), key=len, default=None)
        if name is None:
            done = address[: len(address) - len(rest)].rstrip(".") or "the analysis"
            known = ", ".join(list(children)[:12]) + (", ..." if len(children) > 12 else "")
            raise BadInput(f"no number at {address!r}: {done} has {f'only {known}' if known else 'no parts'}")
        passed.append((name, children[name]))
        rest = rest[len(name) + 1 :]
    return passed


def value(analysis: Analysis, address: str) -> Value:
    """The number (or pair of numbers, or word) at ``address``; of a curve, that of its last day.

    Raises BadInput where nothing stands there, or something that is not one number.
    """
    found = trail(analysis, address)[-1]
    if isinstance(found, list) and found and _is_point(found[-1]):
        found = found[-1]
    if isinstance(found, tuple) and found and isinstance(found[0], datetime.date):
        found = found[1] if len(found) == 2 else found[1:]
    if isinstance(found, datetime.date):
        return found.isoformat()
    if isinstance(found, bool | int | float | str):
        return found
    if isinstance(found, tuple) and all(isinstance(part, int | float) for part in found):
        return tuple(float(part) for part in found)
    raise BadInput(f"{address!r} is not one number")


def addresses(analysis: Analysis) -> Iterator[tuple[str, float]]:
    """Every number of an analysis with its address, in the order of the JSON."""
    yield from _numbers(analysis, "")


def _numbers(whole: object, at: str) -> Iterator[tuple[str, float]]:
    for name, part in _children(whole):
        here = f"{at}.{name}" if at else name
        if _is_point(part) and isinstance(part, tuple):
            yield from ((f"{here}.{k}" if len(part) > 2 else here, float(p)) for k, p in enumerate(part[1:]))
        elif isinstance(part, bool):
            continue
        elif isinstance(part, int | float):
            yield here, float(part)
        else:
            yield from _numbers(part, here)


def _named(whole: object) -> dict[str, object]:
    """The children by name. Those of lists looked at lately are kept: a page asks for thousands of addresses."""
    if not isinstance(whole, list):
        return dict(_children(whole))
    kept = _LATELY.get(id(whole))
    if kept is not None and kept[0] is whole and len(kept[1]) == len(whole):
        return kept[1]
    children = dict(_children(whole))
    if len(_LATELY) >= _MOST_KEPT:
        _LATELY.clear()
    _LATELY[id(whole)] = (whole, children)  # the list is held as well, so that no other object comes to have its id
    return children


def _children(whole: object) -> Iterator[tuple[str, object]]:
    if isinstance(whole, Result):
        yield from ((name, getattr(whole, name)) for name in type(whole).model_fields)
    elif isinstance(whole, Mapping):
        yield from ((str(name), part) for name, part in whole.items())
    elif _is_point(whole) and isinstance(whole, tuple):
        yield from ((str(k), part) for k, part in enumerate(whole[1:]))
    elif isinstance(whole, Sequence) and not isinstance(whole, str):
        taken: set[str] = set()
        for place, part in enumerate(whole):
            name = key(part, place)
            name = str(place) if name in taken else name
            taken.add(name)
            yield name, part


def _is_point(found: object) -> bool:
    """Whether it is a point of a curve (a day and one number) or of a band (a day and two)."""
    return isinstance(found, tuple) and bool(found) and isinstance(found[0], datetime.date)
