"""Files that somebody broke: refused with a reason, or read into a case that loads or says why not."""

from __future__ import annotations

import contextlib
import random
import string

import pytest

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput, CaseFaults
from realpolitik.formats import ach_csv, bif

NETWORK = """network "A b" { property x = y ; }
variable a { type discrete [ 2 ] { true, false }; property observed = true ; }
variable "b c" { type discrete [ 3 ] { if, 2, "x y" }; }
probability ( a ) { table 0.2, 0.8 ; }
probability ( "b c" | a ) { (true) 0.2, 0.3, 0.5; default 0.1 0.1 0.8 ; }
"""
SHEET = (
    "ID;Evidence;Source;Credibility;Copy of;H1: So;H2: Not so\n"
    'one;It was "seen";Paper;High;;C;II\n;prior;;;;30%;70%\ntwo;Again;Wire;;one;C;II\n3;Heard;;low;;I / C;NA\n'
)
ODD = [*string.printable, "\0", "\ufeff", "\u2028", "é", "\N{MINUS SIGN}", "1e999", "nan", "-1", "[", "{", '"']


def broken(text: str, r: random.Random) -> str:
    for _ in range(r.randint(1, 4)):
        at, end = sorted((r.randrange(len(text) + 1), r.randrange(len(text) + 1)))
        way = r.random()
        if way < 0.4:
            text = text[:at] + r.choice(ODD) + text[at:]
        elif way < 0.7:
            text = text[:at] + text[min(end, at + 8) :]
        else:
            text = text[:at] + text[at : at + 30] + text[at:]
    return text


@pytest.mark.parametrize(("kind", "whole"), [(bif, NETWORK), (ach_csv, SHEET)], ids=["bif", "ach-csv"])
def test_broken_files_never_end_in_a_traceback(kind: object, whole: str) -> None:
    assert load_text(kind.read(whole, "x"))  # type: ignore[attr-defined]
    r = random.Random(6)
    read = 0
    refused: list[str] = []
    for _ in range(400):
        try:
            made = kind.read(broken(whole, r), "x")  # type: ignore[attr-defined]
        except BadInput as refusal:
            refused.append(str(refusal).lower())
            continue
        read += 1
        with contextlib.suppress(CaseFaults):
            load_text(made)
    assert read > 10
    assert all("nothing was read" in words for words in refused)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NETWORK.replace("0.2, 0.8", "nan, 0.8"), "2 numbers belong here"),
        (NETWORK.replace("0.2, 0.8", "1e999 0.8"), "2 numbers belong here"),
        (NETWORK.replace('( "b c" | a )', '( "b c" | a, a )'), "stands there twice"),
        (
            "".join(f"variable v{k} {{ type discrete [ 2 ] {{ x, y }}; }}\n" for k in range(40))
            + f"probability ( v0 | {', '.join(f'v{k}' for k in range(1, 40))} ) {{ default 0.5 0.5; }}",
            "table is too large",
        ),
    ],
)
def test_numbers_and_tables_that_cannot_be(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        bif.read(text, "x.bif")
