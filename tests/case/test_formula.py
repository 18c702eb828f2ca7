"""Formulas: how they are read, what their names mean, and that whole arrays agree with one state at a time."""

from __future__ import annotations

import copy
import itertools
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import paced
from realpolitik.case.formula import Column, Formula
from realpolitik.case.scope import Scope
from realpolitik.case.syntax import FormulaError, parse
from realpolitik.case.tree import Iff, Implies
from realpolitik.errors import OurBug

VALUES = {"a.x": ("no", "yes"), "a.y": ("no", "yes"), "b.x": ("no", "yes"), "b.road": ("closed", "open", "wide")}


def scope() -> Scope:
    """Two actors, two factors, one scenario, one explanation."""
    variables = {**VALUES, "deal": ("yes", "no"), "kind": ("low", "mid", "high")}
    return Scope(
        variables,
        {"a": ("x", "y"), "b": ("x", "road"), "nature": ()},
        {"both": Formula.parse("a.x and b.x")},
        {"sold": Formula.parse("deal and kind != low")},
    )


def bound(text: str, over: str = "states", own: tuple[str, ...] = ()) -> Formula:
    """A formula with its names looked up."""
    formula = Formula.parse(text)
    assert scope().bind(formula, over, own) == []  # type: ignore[arg-type]
    return formula


def states() -> list[dict[str, str]]:
    """Every state of the small space."""
    return [dict(zip(VALUES, values, strict=True)) for values in itertools.product(*VALUES.values())]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("not a.x and a.y", "(not a.x) and a.y"),
        ("a.x or a.y and b.x", "a.x or (a.y and b.x)"),
        ("not a.x or not a.y and not b.x", "(not a.x) or ((not a.y) and (not b.x))"),
        ("a.x if a.y or b.x", "a.x if (a.y or b.x)"),
        ("a.x if a.y", "a.y implies a.x"),
        ("a.x implies a.y", "not a.x or a.y"),
        ("a.x and a.y iff b.x", "(a.x and a.y) iff b.x"),
        ("not b.road == open", "b.road != open"),
        ("not b.road in [open, wide]", "b.road == closed"),
        ("b.road not in [open, wide]", "b.road == closed"),
        ("at least 2 of (a.x, a.y, b.x)", "a.x and a.y or a.x and b.x or a.y and b.x"),
        ("at least 1 of (a.x)", "a.x"),
        ("a.x == no", "not a.x"),
        ("a.x == false", "not a.x"),
        ("a.x in [yes, no]", "a.y or not a.y"),
        ("a.x != yes", "not a.x == yes"),
        ("both or a.y", "(a.x and b.x) or a.y"),
    ],
)
def test_precedence_and_meaning(text: str, same: str) -> None:
    one, other = bound(text), bound(same)
    for state in states():
        assert one.truth(state) == other.truth(state), state


def test_the_loose_words_build_what_they_say() -> None:
    assert isinstance(parse("a if b"), Implies)
    assert parse("a if b") == Implies(parse("x if b").first, parse("a if x").then)  # type: ignore[union-attr]
    assert isinstance(parse("a iff b"), Iff)
    assert isinstance(parse("(a if b) if c"), Implies)


@pytest.mark.parametrize(
    ("text", "slug", "start", "end"),
    [
        ("", "formula-syntax", 0, 1),
        ("a and", "formula-syntax", 5, 6),
        ("a b", "formula-syntax", 2, 3),
        ("(a or b", "formula-syntax", 0, 1),
        ("a or b)", "formula-syntax", 6, 7),
        ("a == ", "formula-syntax", 5, 6),
        ("a == b.c", "formula-syntax", 5, 8),
        ("a in b", "formula-syntax", 5, 6),
        ("a in [b c]", "formula-syntax", 8, 9),
        ("a in []", "formula-syntax", 6, 7),
        ("a = b", "unexpected-sign", 2, 3),
        ("a >= b", "unexpected-sign", 2, 4),
        ("a $ b", "unexpected-sign", 2, 3),
        ("a if b if c", "chained-condition", 7, 9),
        ("a implies b implies c", "chained-condition", 12, 19),
        ("at least x of (a)", "formula-syntax", 9, 10),
        ("at least 2 (a)", "formula-syntax", 11, 12),
        ("at least 3 of (a, b)", "at-least-count", 9, 10),
        ("not", "formula-syntax", 3, 4),
        ("of", "formula-syntax", 0, 2),
        ("a == else", "formula-syntax", 5, 9),
        ("not " * 61 + "a", "formula-too-deep", 240, 243),
        ("(" * 3000, "formula-too-deep", 60, 61),
    ],
)
def test_faults_have_exact_columns(text: str, slug: str, start: int, end: int) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert (caught.value.slug, caught.value.start, caught.value.end) == (slug, start, end)


def test_habits_of_other_languages_get_a_hint() -> None:
    for text, hint in [("a && b", "write 'and'"), ("a AND b", "write 'and'"), ("!a", "write 'not'"), ("a-b", "no '-'")]:
        with pytest.raises(FormulaError) as caught:
            parse(text)
        assert hint in caught.value.hint


@pytest.mark.parametrize("name", ["азербайджан", "حرب", "ռազմ", "战争", "नेपाल", "e\u0301tat", "x1", "_a"])
def test_names_of_any_script(name: str) -> None:
    tree = parse(f"not {name}.{name}")
    assert tree.part.name.text == f"{name}.{name}".replace("e\u0301", "é")  # type: ignore[union-attr]


def test_bare_names_mean_the_own_options() -> None:
    assert bound("x", own=("a",)).assignment() == ("a.x", "yes")
    assert bound("x", own=("b", "a")).assignment() == ("b.x", "yes")
    assert scope().bind(Formula.parse("x"), "states")[0].slug == "unknown-name"


def test_worlds_and_states_do_not_mix_unless_they_may() -> None:
    assert bound("sold", "worlds").mentions() == {"deal", "kind"}
    assert scope().bind(Formula.parse("deal and a.x"), "states")[0].slug == "wrong-scope"
    assert scope().bind(Formula.parse("deal and a.x"), "worlds")[0].slug == "wrong-scope"
    assert bound("deal and a.x and not sold and both", "both").mentions() == {"deal", "kind", "a.x", "b.x"}


def test_circles_of_names_are_refused() -> None:
    ring = Scope({}, {}, {"p": Formula.parse("q"), "q": Formula.parse("p")}, {})
    assert {f.slug for f in ring.bind(Formula.parse("p"), "states")} == {"circular-name"}
    chain = {f"s{k}": Formula.parse(f"s{k + 1}") for k in range(3000)}
    assert {f.slug for f in Scope({}, {}, chain, {}).bind(Formula.parse("s0"), "states")} == {"circular-name"}


def test_assignment_is_what_a_move_says() -> None:
    said = {
        "a.x": ("a.x", "yes"),
        "not a.x": ("a.x", "no"),
        "b.road == wide": ("b.road", "wide"),
        "(a.y)": ("a.y", "yes"),
    }
    for text, move in said.items():
        assert bound(text).assignment() == move
    for text in ("a.x and a.y", "b.road != wide", "b.road in [open, wide]", "both", "not (a.x or a.y)"):
        assert bound(text).assignment() is None


def test_an_unbound_formula_is_our_bug_to_use() -> None:
    with pytest.raises(OurBug):
        Formula.parse("a.x").mentions()


def test_formulas_combine_copy_and_pickle() -> None:
    one, other = bound("a.x"), bound("b.x")
    for state in states():
        assert (one & other).truth(state) == (one.truth(state) and other.truth(state))
        assert (one | ~other).truth(state) == (one.truth(state) or not other.truth(state))
    one.holds(columns())
    for twin in (pickle.loads(pickle.dumps(one)), copy.deepcopy(one)):
        assert twin == one
        assert hash(twin) == hash(one)
        assert twin.holds(columns()).shape == one.holds(columns()).shape
    assert bound("x", own=("a",)) == bound("(a.x)")
    assert bound("x", own=("a",)) != bound("x", own=("b",))


def columns() -> dict[str, Column]:
    """Open-mesh columns of the small space."""
    out = {}
    for k, (name, values) in enumerate(VALUES.items()):
        shape = [1] * len(VALUES)
        shape[k] = len(values)
        out[name] = Column(values, np.arange(len(values), dtype=np.int16).reshape(shape))
    return out


ATOMS = st.sampled_from(
    ["a.x", "a.y", "b.x", "b.road == open", "b.road != wide", "b.road in [closed, wide]", "a.x == no", "both"]
)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Formulas one level larger."""
    pairs = st.tuples(inner, st.sampled_from(["and", "or"]), inner)
    loose = st.tuples(inner, st.sampled_from(["if", "implies", "iff"]), inner)
    return st.one_of(
        inner.map(lambda f: f"not ({f})"),
        pairs.map(lambda p: f"({p[0]}) {p[1]} ({p[2]})"),
        loose.map(lambda p: f"({p[0]}) {p[1]} ({p[2]})"),
        st.tuples(st.lists(inner, min_size=1, max_size=4), st.integers(1, 4)).map(
            lambda p: f"at least {min(p[1], len(p[0]))} of ({', '.join(p[0])})"
        ),
    )


FORMULAS = st.recursive(ATOMS, grown, max_leaves=8)


def slow(text: str, state: dict[str, str]) -> bool:
    """An evaluator of its own: splits the fully bracketed text by hand."""
    text = text.strip()
    if text.startswith("at least "):
        count, _, rest = text[len("at least ") :].partition(" of ")
        return sum(slow(part, state) for part in split(rest[1:-1], ",")) >= int(count)
    if text.startswith("not ("):
        return not slow(text[5:-1], state)
    if text.startswith("("):
        depths = itertools.accumulate((c == "(") - (c == ")") for c in text)
        at = next(k for k, depth in enumerate(depths) if depth == 0)
        word, _, second = text[at + 1 :].strip().partition(" ")
        left, right = slow(text[1:at], state), slow(second[1:-1], state)
        table = {"and": left and right, "or": left or right, "if": left or not right, "iff": left == right}
        return table.get(word, right or not left)
    if text == "both":
        return state["a.x"] == state["b.x"] == "yes"
    name, _, rest = text.partition(" ")
    sign, _, wanted = (rest or "== yes").partition(" ")
    if sign == "in":
        return state[name] in [v.strip() for v in wanted.strip("[]").split(",")]
    return (state[name] == wanted) == (sign == "==")


def split(text: str, sign: str) -> list[str]:
    """The parts between the commas that are outside brackets."""
    parts, depth, start = [], 0, 0
    for at, c in enumerate(text):
        depth += (c in "([") - (c in ")]")
        if c == sign and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


@given(FORMULAS)
def test_arrays_agree_with_a_slow_evaluator(text: str) -> None:
    formula = bound(text)
    truth = np.broadcast_to(formula.holds(columns()), tuple(len(v) for v in VALUES.values()))
    expected = [slow(text, state) for state in states()]
    assert truth.ravel().tolist() == expected
    assert [formula.truth(state) for state in states()] == expected
    assert (~formula).holds(columns()).ravel().tolist() == (~formula.holds(columns())).ravel().tolist()


def test_a_formula_is_fast_enough() -> None:
    text = " and ".join(["(a.x or not b.x or b.road in [open, wide])"] * 2000)
    _, units = paced(lambda: bound(text).holds(columns()))
    assert units < 66
