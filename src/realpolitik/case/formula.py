"""Formulas: ``not (invade and russia.defend)``, ``impulse in [ordered, implied]``, ``at least 2 of (a, b, c)``.

A formula is parsed once into a small tree, bound once to the names of its case (bare names get their actor,
scenario and explanation names are replaced by their own formulas), and then evaluated on whole arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, Self

from pydantic_core import PydanticCustomError, core_schema

from realpolitik.case.syntax import FormulaError, parse
from realpolitik.case.tree import And, Iff, Implies, Is, Not, Or, Threshold, Tree
from realpolitik.errors import OurBug

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Column:
    """One variable's value in every row: ``values`` by name, ``index`` integers of any (broadcastable) shape."""

    values: tuple[str, ...]
    index: NDArray[np.integer[Any]]


#: A compiled formula: columns -> truth (an array, or a numpy bool where every column is a single value).
_Evaluate = Callable[[Mapping[str, Column]], Any]


class Formula:
    """``text`` as written; after binding ``mentions()`` and ``holds(columns)`` work with canonical names.

    Canonical names: a factor ``us_deal``; an option ``azerbaijan.escalate``; nature ``nature.crash_report``.
    Bound formulas combine with ``&``, ``|`` and ``~``. Two bound formulas are equal iff they say the same thing
    in the same words, whatever their spaces and brackets.
    """

    __slots__ = ("_evaluate", "_parsed", "_tree", "offset", "text")

    def __init__(self, text: str, parsed: Tree, offset: int = 0) -> None:
        self.text = text
        self.offset = offset
        self._parsed = parsed
        self._tree: Tree | None = None
        self._evaluate: _Evaluate | None = None

    @classmethod
    def parse(cls, text: str, offset: int = 0) -> Self:
        """Read a formula; ``offset`` is where it starts within a longer text. Raises ``FormulaError``."""
        try:
            return cls(text.strip(), parse(text), offset)
        except FormulaError as fault:
            fault.start += offset
            fault.end += offset
            raise

    @classmethod
    def of(cls, tree: Tree, text: str) -> Self:
        """A formula from a bound tree."""
        made = cls(text, tree)
        made.bind(tree)
        return made

    def bind(self, tree: Tree) -> None:
        """Fix what the formula means: ``tree`` has only ``Is`` leaves with canonical names."""
        self._tree = tree
        self._evaluate = None

    @property
    def parsed(self) -> Tree:
        """The tree as written, names not yet looked up."""
        return self._parsed

    @property
    def is_bound(self) -> bool:
        """Whether the formula's names have been looked up."""
        return self._tree is not None

    @property
    def tree(self) -> Tree:
        """The bound tree: only canonical names and values."""
        if self._tree is None:
            raise OurBug(f"formula '{self.text}' is used before its names are looked up")
        return self._tree

    def mentions(self) -> frozenset[str]:
        """Canonical names of the variables the formula mentions (macros expanded)."""
        return frozenset(leaf.variable for leaf in leaves(self.tree))

    def holds(self, columns: Mapping[str, Column]) -> NDArray[np.bool_]:
        """Truth in every row: boolean array broadcast over the mentioned columns' index arrays."""
        import numpy as np

        if self._evaluate is None:
            self._evaluate = _compiled(self.tree)
        return np.asarray(self._evaluate(columns), dtype=np.bool_)

    def truth(self, values: Mapping[str, str]) -> bool:
        """Truth in one state or world, given as the value of each mentioned variable."""
        return _truth(self.tree, values)

    def assignment(self) -> tuple[str, str] | None:
        """``(variable, value)`` if the formula says just that: ``x``, ``not x``, ``x == v``; otherwise None."""
        tree = self.tree
        return (tree.variable, tree.values[0]) if isinstance(tree, Is) and len(tree.values) == 1 else None

    def __and__(self, other: Formula) -> Formula:
        return Formula.of(And((self.tree, other.tree)), f"({self.text}) and ({other.text})")

    def __or__(self, other: Formula) -> Formula:
        return Formula.of(Or((self.tree, other.tree)), f"({self.text}) or ({other.text})")

    def __invert__(self) -> Formula:
        return Formula.of(negation(self.tree), f"not ({self.text})")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Formula):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[Any, ...]:
        return (self._tree,) if self._tree is not None else (self.text, self.offset)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Formula({self.text!r})"

    def __getstate__(self) -> tuple[str, int, Tree, Tree | None]:
        return self.text, self.offset, self._parsed, self._tree

    def __setstate__(self, state: tuple[str, int, Tree, Tree | None]) -> None:
        self.text, self.offset, self._parsed, self._tree = state
        self._evaluate = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _validate,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.to_string_ser_schema(),
        )


def fault_for_pydantic(fault: FormulaError) -> PydanticCustomError:
    """The same fault as pydantic carries it; ``slug``, place and hint travel in its context."""
    context = {"message": fault.message, "start": fault.start, "end": fault.end, "hint": fault.hint}
    return PydanticCustomError(fault.slug, "{message}", context)


def _validate(raw: object) -> Formula:
    if isinstance(raw, Formula):
        return raw
    if not isinstance(raw, str):
        raise PydanticCustomError("wrong-type", "{message}", {"message": "a formula is one line of text"})
    try:
        return Formula.parse(raw)
    except FormulaError as fault:
        raise fault_for_pydantic(fault) from None


def leaves(tree: Tree) -> list[Is]:
    """The bound leaves of a tree, in reading order."""
    if isinstance(tree, Is):
        return [tree]
    return [leaf for part in parts(tree) for leaf in leaves(part)]


def parts(tree: Tree) -> tuple[Tree, ...]:
    """The direct parts of a tree node."""
    if isinstance(tree, (And, Or, Threshold)):
        return tree.parts
    if isinstance(tree, Not):
        return (tree.part,)
    if isinstance(tree, Implies):
        return (tree.first, tree.then)
    if isinstance(tree, Iff):
        return (tree.first, tree.second)
    return ()


def negation(tree: Tree) -> Tree:
    """Not ``tree``; of a bound leaf, the leaf with the other values."""
    if isinstance(tree, Is):
        rest = tuple(v for v in tree.of if v not in tree.values)
        if rest:
            return Is(tree.variable, rest, tree.of)
    return Not(tree)


def _truth(tree: Tree, values: Mapping[str, str]) -> bool:
    if isinstance(tree, Is):
        return values[tree.variable] in tree.values
    if isinstance(tree, Not):
        return not _truth(tree.part, values)
    if isinstance(tree, And):
        return all(_truth(p, values) for p in tree.parts)
    if isinstance(tree, Or):
        return any(_truth(p, values) for p in tree.parts)
    if isinstance(tree, Implies):
        return not _truth(tree.first, values) or _truth(tree.then, values)
    if isinstance(tree, Iff):
        return _truth(tree.first, values) == _truth(tree.second, values)
    if isinstance(tree, Threshold):
        return sum(_truth(p, values) for p in tree.parts) >= tree.count
    raise OurBug(f"'{tree.name.text}' was not looked up")


def _compiled(tree: Tree) -> _Evaluate:
    """The tree as closures over columns, built once."""
    if isinstance(tree, Is):
        return _leaf(tree)
    if isinstance(tree, Implies):
        first, then = _compiled(tree.first), _compiled(tree.then)
        return lambda columns: ~first(columns) | then(columns)
    if isinstance(tree, Iff):
        one, other = _compiled(tree.first), _compiled(tree.second)
        return lambda columns: one(columns) == other(columns)
    if isinstance(tree, Not):
        part = _compiled(tree.part)
        return lambda columns: ~part(columns)
    inner = tuple(_compiled(p) for p in parts(tree))
    if isinstance(tree, Threshold):
        count = tree.count
        return lambda columns: sum(p(columns).astype("int16") for p in inner) >= count
    join = and_ if isinstance(tree, And) else or_
    return lambda columns: reduce(join, (p(columns) for p in inner))


def _leaf(leaf: Is) -> _Evaluate:
    variable = leaf.variable
    others = tuple(v for v in leaf.of if v not in leaf.values)
    if len(others) < len(leaf.values) and others:
        differ = _leaf(Is(variable, others, leaf.of))
        return lambda columns: ~differ(columns)
    if len(leaf.values) == 1:
        (value,) = leaf.values

        def single(columns: Mapping[str, Column]) -> Any:
            column = columns[variable]
            return column.index == column.values.index(value)

        return single

    def several(columns: Mapping[str, Column]) -> Any:
        column = columns[variable]
        return reduce(or_, (column.index == column.values.index(v) for v in leaf.values))

    return several
