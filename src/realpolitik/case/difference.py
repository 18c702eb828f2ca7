"""What two cases say differently: by meaning, not by line.

``20%`` and ``0.2`` are the same; a word and its band too; comments, order of keys and styles do not count. What is
ordered by meaning (the wishes of an actor, the values of an option) counts in its order; what is a bag (rules, events)
or has names (actors, items, questions) does not. Each change can be applied to the old case alone.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from pydantic import BaseModel

from realpolitik.case.case import Case
from realpolitik.case.document import read_document
from realpolitik.case.formula import Formula, parts
from realpolitik.case.loading import load_bytes, load_text
from realpolitik.case.node import Node, find, plain, step
from realpolitik.case.parts.judged import Judged
from realpolitik.case.parts.time import Happens
from realpolitik.case.shorthand import Shorthand
from realpolitik.case.telling import only_words, table_order, told
from realpolitik.case.tree import Is, Tree

Loc: TypeAlias = tuple[str | int, ...]
_MISSING: Any = object()
#: Fields that change together: one without the other would be no case.
_TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "Factor": (("prior", "values"),),
    "Option": (("values", "now"),),
    "NatureEvent": (("values", "now"), ("rate", "by")),
    "Item": (("seen", "date", "until"),),
    "Happens": (("kind", "first", "second", "first_by", "second_kind"),),
    "Rule": (("never", "needs", "for"),),
}
#: Fields that repeat others in the words they were written in.
_WRITTEN = frozenset({"written", "per_written"})
#: Lists of names in which the order says nothing.
_SETS = frozenset({"repeats", "does_not_see", "thinks_impossible", "source"})


@dataclass(frozen=True)
class Reading:
    """A case with its file's tree and data in long form, in which a piece can be exchanged."""

    case: Case
    tree: Node
    data: dict[str, Any]

    @classmethod
    def of(cls, data: bytes, file: str) -> Reading:
        """Read the bytes of a file. Raises as loading does."""
        case = load_bytes(data, file)
        document = read_document(data, file)
        assert document.root is not None
        tree = Shorthand(document).case(document.root)
        plain_tree: Any = plain(tree)
        return cls(case, tree, plain_tree)


@dataclass(frozen=True)
class Change:
    """One input that says something else. ``old`` and ``new`` are as written (None: it is not there).

    ``words`` marks what only people read, such as a title. ``moves`` are the places in the old and the new data.
    """

    path: str
    old: str | None
    new: str | None
    words: bool
    moves: tuple[tuple[Loc, Loc], ...]

    @property
    def item(self) -> str:
        """The item it belongs to: ``actors.azerbaijan`` of ``actors.azerbaijan.prefers[2].sure``."""
        return ".".join(self.path.split("[")[0].split(".")[:2])

    @property
    def section(self) -> str:
        """The part of the case it belongs to."""
        return self.path.split("[")[0].split(".")[0]


def changes(old: Reading, new: Reading) -> tuple[Change, ...]:
    """Everything that ``new`` says differently, in the order of the parts of a case."""
    found = _part(old.case, new.case, (), ())
    return tuple(replace(change, path=_path(old, new, change)) for change in found)


def applied(old: Reading, new: Reading, some: Iterable[Change]) -> Case:
    """The old case with some of the changes. Raises CaseFaults where these alone do not make a case."""
    data: Any = copy.deepcopy(old.data)
    for change in some:
        for there, here in change.moves:
            found = _at(new.data, here)
            _put(data, there, found if found is _MISSING else copy.deepcopy(found))
    return load_text(json.dumps(_purged(data), ensure_ascii=False))


def _at(data: Any, loc: Loc) -> Any:
    for one in loc:
        inside = one in data if isinstance(data, dict) else isinstance(one, int) and one < len(data)
        if not inside:
            return _MISSING
        data = data[one]
    return data


def _put(data: Any, loc: Loc, value: Any) -> None:
    for k, one in enumerate(loc[:-1]):
        if isinstance(data, dict) and one not in data:
            data[one] = [] if isinstance(loc[k + 1], int) else {}
        data = data[one]
    last = loc[-1]
    if isinstance(data, list) and isinstance(last, int) and last >= len(data):
        data.append(value)
    else:
        data[last] = value


def _purged(data: Any) -> Any:
    """Without what was taken out."""
    if isinstance(data, dict):
        return {key: _purged(value) for key, value in data.items() if value is not _MISSING}
    if isinstance(data, list):
        return [_purged(value) for value in data if value is not _MISSING]
    return data


def _change(old: Any, new: Any, there: Loc, here: Loc) -> Change:
    words = only_words(here, old, new)
    return Change("", told(old, new), told(new, old), words, ((there, here),))


def _part(old: BaseModel, new: BaseModel, there: Loc, here: Loc) -> Iterator[Change]:
    """The changes between two parts of one kind, field by field."""
    kind = type(old)
    names = {field.alias or name: name for name, field in kind.model_fields.items() if name not in _WRITTEN}
    together = {alias: group for group in _TOGETHER.get(kind.__name__, ()) for alias in group}
    done: set[str] = set()
    for alias in names:
        if alias in done:
            continue
        group = together.get(alias, (alias,))
        pairs = [(getattr(old, names[a]), getattr(new, names[a])) for a in group]
        if kind.__name__ == "Factor" and len(group) == 2 and _alike(*pairs[1]):
            done |= set(group)  # `prior` and the values of it are one thing
            continue
        differ = [a for a, (one, other) in zip(group, pairs, strict=True) if not _alike(one, other, a)]
        if len(differ) > 1:
            done |= set(group)
            shown = next((a for a in differ if None not in pairs[group.index(a)]), differ[-1])
            made = _change(*pairs[group.index(shown)], (*there, shown), (*here, shown))
            moves = tuple(((*there, a), (*here, a)) for a in (shown, *(a for a in group if a != shown)))
            yield replace(made, old=made.old or told(old), new=made.new or told(new), words=False, moves=moves)
        elif differ == [alias]:
            one, other = pairs[group.index(alias)]
            yield from _value(one, other, (*there, alias), (*here, alias))


def _value(old: Any, new: Any, there: Loc, here: Loc) -> Iterator[Change]:
    """The changes between two values of a field that are not alike."""
    if isinstance(old, Judged) or old is None or new is None:
        yield _change(old, new, there, here)
    elif isinstance(old, BaseModel) and not isinstance(old, Happens):
        yield from _part(old, new, there, here)
    elif isinstance(old, dict) and _goes_deeper(old, new, here):
        for key in dict.fromkeys([*old, *new]):
            one, other = old.get(key, _MISSING), new.get(key, _MISSING)
            if one is _MISSING or other is _MISSING:
                yield _change(one, other, (*there, key), (*here, key))
            elif not _alike(one, other):
                yield from _value(one, other, (*there, key), (*here, key))
    elif isinstance(old, tuple) and any(isinstance(one, BaseModel) for one in (*old, *new)) and here[-1] != "source":
        yield from _list(old, new, there, here)
    else:
        yield _change(old, new, there, here)


def _goes_deeper(old: dict[Any, Any], new: dict[Any, Any], here: Loc) -> bool:
    """Whether entries change one by one: parts, and what authors said; shares of one whole do not."""
    every = [*old.values(), *new.values()]
    deeper = all(isinstance(one, BaseModel) and not isinstance(one, Judged) for one in every)
    return all(isinstance(key, str) for key in (*old, *new)) and (deeper or here[-1] == "said")


def _list(old: Sequence[Any], new: Sequence[Any], there: Loc, here: Loc) -> Iterator[Change]:
    """The changes between two lists of parts: by id, line by line, or as bags."""
    if all(hasattr(one, "id") for one in (*old, *new)):
        places = {one.id: k for k, one in enumerate(new)}
        known = {one.id: k for k, one in enumerate(old)}
        pairs: list[tuple[int | None, int | None]] = [(k, places.get(one.id)) for k, one in enumerate(old)]
        pairs += [(None, k) for k, one in enumerate(new) if one.id not in known]
    elif here[-1] in ("rules", "events", "advice"):
        pairs = _paired(old, new)
    elif len(old) == len(new) and all(_line(a) == _line(b) for a, b in zip(old, new, strict=True)):
        pairs = [(k, k) for k in range(len(old))]
    else:
        yield _change(tuple(old), tuple(new), there, here)
        return
    for a, b in pairs:
        one = _MISSING if a is None else old[a]
        other = _MISSING if b is None else new[b]
        places_of = (*there, len(old) if a is None else a), (*here, len(new) if b is None else b)
        if one is _MISSING or other is _MISSING:
            yield _change(one, other, *places_of)
        elif not _alike(one, other):
            yield from _part(one, other, *places_of)


def _line(part: Any) -> object:
    """What makes two lines of an ordered list the same line."""
    formula = getattr(part, "that", None) or getattr(part, "if_", None)
    return _key(formula) if isinstance(formula, Formula) else None


def _paired(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[int | None, int | None]]:
    """Places of the same entries of two bags: equal ones first, then those that stand for one another in order."""
    left, rest = list(range(len(old))), []
    pairs: list[tuple[int | None, int | None]] = []
    for k, one in enumerate(new):
        same = next((a for a in left if _alike(old[a], one)), None)
        if same is None:
            rest.append(k)
        else:
            left.remove(same)
    for k in list(rest):
        day = getattr(new[k], "date", None)
        near = next((a for a in left if getattr(old[a], "date", None) == day), None)
        if near is not None:
            left.remove(near)
            rest.remove(k)
            pairs.append((near, k))
    return pairs + [(a, None) for a in left] + [(None, k) for k in rest]


def _alike(old: Any, new: Any, name: str = "") -> bool:
    """Whether two values mean the same."""
    if old is None or new is None or old is _MISSING or new is _MISSING:
        return old is new
    if isinstance(old, Formula) and isinstance(new, Formula):
        return bool(_key(old) == _key(new)) or old.text.split() == new.text.split()
    if isinstance(old, Happens) and isinstance(new, Happens) and old.written.split() == new.written.split():
        return True  # where what it names has changed, that is another change
    if isinstance(old, tuple) and isinstance(new, tuple) and name in _SETS:
        return sorted(map(repr, old)) == sorted(map(repr, new))
    if name in ("likelihood", "given") and isinstance(old, tuple) and isinstance(new, tuple):
        old, new = table_order(old), table_order(new)
    return bool(_key(old) == _key(new))


def _key(value: Any) -> Any:
    """A value without the words it was written in; formulas as their meaning."""
    if isinstance(value, Formula):
        return _leafless(value.tree) if value.is_bound else value.text
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return [
            (n, sorted(map(repr, v)) if n in _SETS else _key(table_order(v) if n in ("likelihood", "given") else v))
            for n in fields
            if n not in _WRITTEN
            for v in [getattr(value, n)]
        ]
    if isinstance(value, dict):
        return {_key(key): _key(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [_key(one) for one in value]
    return round(value, 12) if isinstance(value, float) else value


def _leafless(tree: Tree) -> Any:
    """A bound formula without the list of all values each name can have, which is no part of what it says."""
    if isinstance(tree, Is):
        return tree.variable, tree.values
    return type(tree).__name__, getattr(tree, "count", 0), [_leafless(part) for part in parts(tree)]


def _path(old: Reading, new: Reading, change: Change) -> str:
    """The path of a change as the file has it, with an item's id in place of its number."""
    there, here = change.moves[0]
    reading, loc = (old, there) if change.new is None else (new, here)
    node, _ = find(reading.tree, loc)
    path = ""
    for one in loc:
        path = step(path, one)
    if node.path and node.path.count(".") + node.path.count("[") >= path.count(".") + path.count("["):
        path = node.path
    section, number = (loc[0], loc[1]) if len(loc) > 1 else (loc[0], None)
    if section in ("evidence", "questions") and isinstance(number, int):
        named = getattr(reading.case, str(section))[number].id
        path = path.replace(f"{section}[{number}]", step(str(section), named), 1)
    return path
