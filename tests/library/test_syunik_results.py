"""What the case of the article says, as its notes, its page and the essay on it show it: one analysis for all."""

from __future__ import annotations

import datetime
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from realpolitik.analysis.address import value
from realpolitik.analysis.result import Analysis
from realpolitik.analysis.run import analyse
from realpolitik.case.loading import load
from realpolitik.case.scales import percent
from realpolitik.figures._turning import share
from realpolitik.library import shelf
from realpolitik.play.workers import workers
from realpolitik.report.html.page import render

from .ablation import NAME, coverage
from .notes import Table, tables

sys.path.insert(0, str(Path(__file__).parent.parent / "contract"))
sys.path.insert(0, str(Path(__file__).parent.parent.parent / "docs" / "pictures"))
import documents
import thesis

ESSAY = "docs/tutorials/a-thesis-on-the-table.md"


@cache
def the_analysis() -> Analysis:
    """Everything, at the defaults of Python."""
    with workers(2) as executor:
        return analyse(load(shelf.path(NAME)), executor=executor)


def told(heading: str) -> list[Table]:
    return tables((shelf.folder(NAME) / shelf.NOTES).read_text(encoding="utf-8"), heading)


def turns(address: str) -> bool:
    """Whether a headline turns there: such a value is printed at the turn or just beyond it, never short of it."""
    return address.endswith((".crossing.value", ".flip_share"))


def shown(p: float | None) -> str:
    return "" if p is None else percent(p).replace("\u202f", " ").replace("\u00a0", " ")


def test_the_notes_show_what_the_program_computes() -> None:
    """Every row of the two tables of results in NOTES.md."""
    found = the_analysis()
    explanations, questions = told("What the case says")
    assert explanations == {
        e.name: tuple(map(shown, (e.prior, e.after_evidence, e.posterior))) for e in found.explanations
    }
    assert questions == {q.id: (shown(q.p_model), shown(q.p if q.blended else None)) for q in found.questions}


def test_the_notes_show_both_judges() -> None:
    (judges,) = told("Two judges")
    assert judges == {
        name: tuple(shown(held[who]) for who in ("first", "blind", "pooled"))
        for name, held in the_analysis().by_judge.items()
    }
    for e in the_analysis().explanations:  # the headline is the first judge's
        assert judges[e.name][0] == shown(e.posterior)


def test_the_notes_show_the_scores() -> None:
    found = the_analysis()
    assert found.scores is not None
    questions, means = told("How it came out")
    each = ("model", "base_rate", "blend")

    def row(scores: Mapping[str, float]) -> tuple[str, ...]:
        return tuple(f"{scores[one]:.2f}" if one in scores else "" for one in each)

    assert questions == {q.id: (q.came_out.as_, *row(q.came_out.scores)) for q in found.questions if q.came_out}
    every, based = row(found.scores.mean), row(found.scores.mean_with_base_rate)
    alone = {name: (f"{p:.2f}", "") for name, p in found.scores.by_explanation.items()}
    assert means == {**dict(zip(each, zip(every, based, strict=True), strict=True)), **alone}
    notes = (shelf.folder(NAME) / shelf.NOTES).read_text(encoding="utf-8")
    assert f"the {found.scores.questions} questions | the {found.scores.with_base_rate} with a base rate" in notes
    assert "**A demonstration, not a record**" in notes


def test_the_essay_shows_what_the_program_computes(root: Path) -> None:
    """Every number of its tables and of its sentences."""
    found = the_analysis()
    assert found.scores is not None
    essay = (root / ESSAY).read_text(encoding="utf-8")

    def table(heading: str) -> Table:
        (only,) = tables(essay, heading)
        return only

    explanations = {e.name: e for e in found.explanations}
    beliefs = table("2. Ask how far to believe it")
    assert beliefs == {n: (shown(explanations[n].prior), shown(explanations[n].posterior)) for n in beliefs}
    scenarios = {s.name: s for s in found.scenarios}
    outcomes = table("3. See what may come")
    assert outcomes == {
        n: (shown(scenarios[n].ever[-1][1]), shown(scenarios[n].by_explanation["powerplay"])) for n in outcomes
    }
    signs = {i.id: i for i in found.indicators}
    watched = table("5. Know what to watch")
    assert watched == {
        n: tuple(shown(p) for p in (signs[n].probability, signs[n].if_seen["powerplay"], signs[n].if_not["powerplay"]))
        for n in watched
    }
    assert next(iter(watched)) == max(signs, key=lambda n: signs[n].bits)
    means = table("6. Be wrong in public")
    both = {n: (f"{p:.2f}", "") for n, p in {**found.scores.mean, **found.scores.by_explanation}.items()}
    for n, p in found.scores.mean_with_base_rate.items():
        both[n] = (both.get(n, ("",))[0], f"{p:.2f}")
    assert means == {n: both[n] for n in means}
    assert f"all {found.scores.questions} | the {found.scores.with_base_rate} with a base rate" in essay
    first = min(q.came_out.on for q in found.questions if q.came_out and q.came_out.on)
    days = first - (found.case.as_of or datetime.date.min)
    for told_of in (
        f"number, {shown(explanations['powerplay'].posterior)}, and a place",
        f"the thesis stands at {shown(found.by_judge['powerplay']['blind'])}.",
        f"count {len(coverage())} parts",
        f"came {days.days} days later",
        "a tenth of the belief",
    ):
        assert told_of in " ".join(essay.split()), told_of
    assert found.something_else is not None
    assert found.something_else.prior == pytest.approx(0.1)


def test_the_essays_commands_print_what_it_shows(root: Path, tmp_path: Path) -> None:
    """Those that read an analysis; the other ones run with the documents."""
    folder = tmp_path / "page"
    folder.mkdir()
    (folder / "syunik.json").write_text(the_analysis().model_dump_json(), encoding="utf-8")
    there = [b for b in documents.blocks(root / ESSAY) if b.kind == "console" and b.mark == "not run"]
    assert there
    assert [documents.wrong_console(block, folder) for block in there] == [[]] * len(there)


def test_the_essays_pictures_are_those_that_the_program_draws(root: Path) -> None:
    """Every word and number in them, in order; ``python docs/pictures/thesis.py`` draws them anew."""
    drawn = thesis.drawn(the_analysis())
    assert len(drawn) >= 3
    essay = (root / ESSAY).read_text(encoding="utf-8")
    for file, svg in drawn.items():
        kept = (root / "docs" / "pictures" / file).read_text(encoding="utf-8")
        assert words_in(kept) == words_in(svg), file
        assert len(kept) < 60_000, file
        assert f"(../pictures/{file})" in essay


def words_in(svg: str) -> list[str]:
    """The texts of a picture, without its rules of style."""
    found = ET.fromstring(svg)
    return [e.text or "" for e in found.iter() if e.tag.endswith(("text", "tspan", "title"))]


def test_the_page_is_small_and_its_numbers_are_those_of_the_analysis() -> None:
    """At most 1.5 MB with everything on it; what the engines say in words leaves likelihood words to the page."""
    found = the_analysis()
    html = render(found)
    assert len(html.encode()) <= 1_500_000
    numbers = re.findall(r'data-n="([^"]*)"[^>]*>([^<]*)<', html)
    assert len(numbers) > 800
    for address, shown in numbers:
        number = value(found, unescape(address))
        if isinstance(number, float) and shown.endswith("%") and "." not in shown:
            kept = (
                {percent(number), *(share(number, up) for up in (True, False))} if turns(address) else {percent(number)}
            )
            assert unescape(shown) in {one.replace(" ", "\u202f") for one in kept}, address
    said = [a.because for a in found.advice]
    said += [a.words for a in found.ordinal.agreements] if found.ordinal else []
    word = re.compile(r"\b(?:(?:very )?(?:un)?likely|(?:im)?probable|probably|almost certain|roughly even)\b")
    assert [sentence for sentence in said if word.search(sentence)] == []
