"""Tidying changes white space at the ends of lines only, never what is said, and never twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from realpolitik.case.document import read_document
from realpolitik.case.loading import load_text
from realpolitik.case.node import plain
from realpolitik.case.starting import template, templates
from realpolitik.case.tidying import same, tidied, tidied_text
from realpolitik.errors import CaseFaults
from realpolitik.library import shelf

from .yaml_files import files

SKETCH = (Path(__file__).parent / "data" / "sketch.yaml").read_text(encoding="utf-8")
UNTIDY = """\
a: 1   # c\x20\x20
b:
- x\x20
-   y: 2
    z: |
      text\x20\x20

      more
c: {d: 1, g: "x\x20\x20
  y" }
h:   # cc
    - k: v
      # own
      j: w
    # before
    - - 1
      - 2
    -
         q: r
m:
    multi\x20
    line
# out
o:
   # first
   p1:
      p2: {a: 1,
           b: 2}
   # level p1
   p3: >-
       folded


"""
TIDY = """\
a: 1   # c
b:
  - x
  -   y: 2
      z: |
        text\x20\x20

        more
c: {d: 1, g: "x\x20\x20
  y" }
h:   # cc
  - k: v
    # own
    j: w
  # before
  - - 1
    - 2
  -
    q: r
m:
    multi
    line
# out
o:
  # first
  p1:
    p2: {a: 1,
         b: 2}
  # level p1
  p3: >-
      folded
"""


def said(text: str) -> object:
    root = read_document(text.encode(), "x").root
    assert root is not None
    return plain(root)


def words(text: str) -> list[str]:
    return [line.strip() for line in text.removeprefix("\ufeff").rstrip().splitlines()]


def test_what_is_tidied() -> None:
    assert tidied_text(UNTIDY) == TIDY
    assert tidied_text(TIDY) == TIDY
    assert tidied_text(UNTIDY.replace("\n", "\r\n")) == TIDY.replace("\n", "\r\n")


@settings(max_examples=80)
@given(files())
def test_any_file_says_the_same_and_is_tidied_once(data: bytes) -> None:
    text = data.decode()
    made = tidied_text(text)
    assert said(made) == said(text)
    assert words(made) == words(text)
    assert tidied_text(made) == made


@pytest.mark.parametrize("name", shelf.names())
def test_the_shipped_cases_are_tidy(name: str) -> None:
    text = shelf.path(name).read_text(encoding="utf-8")
    assert tidied(text) == text


@pytest.mark.parametrize("name", templates())
def test_the_templates_are_tidy(name: str) -> None:
    assert tidied(template(name)) == template(name)


def test_a_whole_case_is_the_same_case() -> None:
    untidy = "\r\n".join(("   " if line.startswith(" ") else "") + line + "  " for line in SKETCH.splitlines())
    made = tidied(untidy)
    assert made == SKETCH.replace("\n", "\r\n")
    assert same(load_text(made), load_text(SKETCH))
    assert not same(load_text(made), load_text(SKETCH.replace("prior: unlikely", "prior: likely")))


def test_the_end_of_a_kept_block_stays() -> None:
    text = "a: x  \nb: |+\n  y\n\n\n"
    assert tidied_text(text) == "a: x\nb: |+\n  y\n\n\n"


def test_a_case_with_errors_is_refused() -> None:
    with pytest.raises(CaseFaults):
        tidied("case: x  \n")
