"""Whatever the text, loading ends in a case or in faults with a place; never in anything else."""

from __future__ import annotations

import json
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from realpolitik.case.case import Case
from realpolitik.case.loading import load_bytes
from realpolitik.errors import CaseFaults

SKETCH = (Path(__file__).parent / "data" / "sketch.yaml").read_text(encoding="utf-8")
LINES = SKETCH.splitlines()
TOKENS = re.findall(r"\w+|[^\w\s]|\s+", SKETCH)
SPLINTERS = st.sampled_from(
    ["", " ", "\n", "\t", ": ", ",", "[", "]", "{", "}", "'", '"', "#", " #x", "- ", "&a", "*a", "!t", "|", ">", "%",
        "?",
     "not", "and", "or", "else", "if", "yes", "no", "100%", "-5", "1e9", "azerbaijan", "us_deal", "nature", "ever",
         "e\u0301",
     "\u2028", "\x00", "\ufeff", "999999999999999999999", "2025-06-30", "0001-01-01", "at least 2 of (a, b)"]
)  # fmt: skip


def survives(data: bytes) -> Case | None:
    """The case, or None where it was refused properly."""
    try:
        return load_bytes(data, "fuzz.yaml")
    except CaseFaults as error:
        faults = error.faults
    assert any(f.severity == "error" for f in faults)
    for fault in faults:
        assert fault.message
        assert fault.line >= 1
        assert fault.column >= 1
    return None


@settings(max_examples=150)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    survives(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100)
@given(st.binary(max_size=100))
def test_any_bytes(data: bytes) -> None:
    survives(b"case: x\ntitle: y\n" + data)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(TOKENS) - 1), SPLINTERS), min_size=1, max_size=4))
def test_the_sketch_with_some_words_replaced(changes: list[tuple[int, str]]) -> None:
    tokens = list(TOKENS)
    for at, splinter in changes:
        tokens[at] = splinter
    survives("".join(tokens).encode())


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1)), min_size=1, max_size=3))
def test_the_sketch_with_lines_moved(moves: list[tuple[int, int]]) -> None:
    lines = list(LINES)
    for source, target in moves:
        lines[target] = lines[source]
    survives("\n".join(lines).encode())


@settings(max_examples=60)
@given(st.integers(0, len(SKETCH.encode())), st.integers(0, len(SKETCH.encode())))
def test_a_piece_of_the_sketch(start: int, end: int) -> None:
    data = SKETCH.encode()
    survives(data[: min(start, end)] + data[max(start, end) :])


KEYS = sorted(set(re.findall(r"([a-z_]+):", SKETCH)) | {"a", "b", "value", "low", "high", "p"})
LEAVES = st.one_of(
    st.sampled_from(TOKENS), SPLINTERS, st.integers(), st.floats(), st.booleans(), st.none(),
    st.sampled_from(["20-40%", "likely", "10% per year", "a.b", "not a", "a == b", "ever a.b", "korybko p3"]),
)  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)),
    max_leaves=25,
)


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=6))
def test_any_tree_of_the_language_s_own_keys(tree: dict[str, object]) -> None:
    survives(json.dumps({"case": "x", "title": "y", "as_of": "2025-07-02", **tree}, ensure_ascii=False).encode())


SIGNS = st.sampled_from([" and ", " or ", " implies ", " if ", " iff ", " ) and ( ", " == ", ", ", " not ", " "])


def formulas(*leaves: str) -> st.SearchStrategy[str]:
    """Formulas, most of them sound, some broken, as YAML texts."""
    leaf = st.sampled_from(leaves)
    longer = st.lists(st.tuples(SIGNS, leaf), max_size=5)
    return st.builds(lambda first, rest: json.dumps("(" + first + "".join(a + b for a, b in rest) + ")"), leaf, longer)


@settings(max_examples=200)
@given(
    formulas("a.go", "not b.hit", "a.road == closed", "a.road in [open]", "nature.n", "at least 1 of (a.go, b.hit)"),
    formulas("deal", "not deal", "kind == low", "kind != high"),
)
def test_any_formula_wherever_one_may_stand(states: str, worlds: str) -> None:
    text = f"""case: x
title: y
as_of: 2025-07-02
factors:
  deal: {{asks: A deal?, prior: 30%}}
  kind: {{asks: What?, values: {{low: 20%, high: 80%}}, given: [{{if: deal, low: 1%, high: 99%}}]}}
explanations: {{e: {worlds}, f: kind == low}}
evidence: [{{id: i, what: W, seen: absent, likelihood: [{{if: {worlds}, p: 3%}}, {{else: 5%}}]}}]
actors:
  a: {{options: {{go: Go, road: {{values: [closed, open]}}}}, prefers: [{{that: {states}, when: {worlds}}}]}}
  b: {{options: {{hit: Hit}}, utility: {{{states}: 2}}}}
nature: {{n: {{if: {states}, rate: [{{if: {worlds}, p: 1% per year}}, {{else: 2% per year}}]}}}}
rules: [{{never: {states}}}]
scenarios: {{s: {states}}}
questions: [{{id: q, asks: Q, until: 2026-01-01, happens: ever s}}]
"""
    survives(text.encode())
    survives(text.replace("rules: [", "about: x # [").encode())
