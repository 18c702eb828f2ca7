"""Whatever the text, loading ends in a case or in faults with a place; never in anything else."""

from __future__ import annotations

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
