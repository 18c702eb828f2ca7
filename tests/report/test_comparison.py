"""Two analyses side by side: matched by name, differences exact, one page that says the same as the text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from realpolitik.analysis.result import Analysis
from realpolitik.case.difference import Change
from realpolitik.report.comparison import Comparison, Named, compared
from realpolitik.report.confidence import confidence
from realpolitik.report.html.compare import render
from realpolitik.report.terminal.compare import comparison_text
from realpolitik.report.words import percent, word_for

CHANGES = (
    Change("factors.us_deal.prior", "15-35%", "40%", False, ()),
    Change("evidence.<b>new</b>", None, "{id: new}", False, ()),
    Change("evidence.old", "{id: old}", None, False, ()),
    Change("title", "a", "b", True, ()),
)


@pytest.fixture(scope="module")
def other(analysis: Analysis) -> Analysis:
    """The hand-made analysis with one explanation less, other numbers, and a question more."""
    second, *rest = analysis.explanations[1:]
    moved = second.model_copy(update={"posterior": 0.60, "interval": (0.55, 0.65)})
    extra = analysis.questions[0].model_copy(update={"id": "extra", "asks": "And <i>this</i>?"})
    return analysis.model_copy(
        update={"explanations": [moved, *rest], "questions": [*analysis.questions, extra], "fragility": None}
    )


@pytest.fixture(scope="module")
def found(analysis: Analysis, other: Analysis) -> Comparison:
    return compared(Named("one.yaml", analysis), Named("other.yaml", other), CHANGES)


def test_every_headline_of_either_is_there_once(analysis: Analysis, other: Analysis, found: Comparison) -> None:
    keys = [(row.kind, row.name) for row in found.rows]
    assert len(set(keys)) == len(keys)
    for side in (analysis, other):
        assert {("explanation", e.name) for e in side.explanations} <= set(keys)
        assert {("scenario", s.name) for s in side.scenarios} <= set(keys)
        assert {("question", q.id) for q in side.questions} <= set(keys)
    assert len(keys) == len(analysis.explanations) + len(analysis.scenarios) + len(analysis.questions) + 1


def test_numbers_words_and_differences(analysis: Analysis, found: Comparison) -> None:
    gone, moved = found.of("explanation")[:2]
    assert (gone.other, gone.change) == (None, None)
    assert moved.change == pytest.approx(0.60 - analysis.explanations[1].posterior)
    assert moved.other is not None
    assert (moved.other.word, moved.other.interval) == ("likely", (0.55, 0.65))
    for row in found.rows:
        for standing in (row.one, row.other):
            assert standing is None or standing.word == word_for(standing.p, standing.interval)
        if row.one and row.other:
            assert row.change == pytest.approx(row.other.p - row.one.p)


def test_a_scenario_that_holds_today_in_one_is_measured_on_the_last_day_in_both(analysis: Analysis) -> None:
    first = analysis.scenarios[0]
    today = first.model_copy(update={"at": [(first.at[0][0], 1.0), *first.at[1:]]})
    other = analysis.model_copy(update={"scenarios": [today, *analysis.scenarios[1:]]})
    row, *rest = compared(Named("a", analysis), Named("b", other), ()).of("scenario")
    assert (row.measure, row.change) == ("at", 0.0)
    assert row.one is not None
    assert row.one.p == first.at[-1][1]
    assert {r.measure for r in rest} == {"ever"}


def test_confidence_is_judged_alike_on_both_sides(analysis: Analysis, other: Analysis, found: Comparison) -> None:
    shallow = confidence(analysis.model_copy(update={"fragility": None}))
    assert shallow is not None
    assert found.one.confidence[1] == shallow.sentence
    both = compared(Named("a", analysis), Named("b", analysis), ())
    whole = confidence(analysis)
    assert whole is not None
    assert both.one.confidence == both.other.confidence
    assert both.one.confidence[1] == whole.sentence
    assert [line.split(" is ")[0] for line in both.one.confidence] == [
        "Analytic confidence in the figure of the thesis",
        "Analytic confidence in the best supported explanation",
        "Confidence in the forecast",
    ]


def test_two_sides_that_are_one(analysis: Analysis) -> None:
    same = compared(Named("a", analysis), Named("b", analysis), ())
    assert {row.change for row in same.rows} == {0.0}
    assert same.same_draws
    assert "assert the same" in comparison_text(same)
    assert "No headline that both have differs" in words_of(render(same))


def test_the_text_fits_and_tells_all(found: Comparison) -> None:
    text = comparison_text(found)
    assert max(map(len, text.splitlines())) <= 100
    assert "What is asserted differently (3; one more that only people read)" in text
    assert "  factors.us_deal.prior: 15-35% -> 40%\n" in text
    assert "evidence.old: gone, was {id: old}" in text
    assert "only A" in text
    assert "only B" in text
    assert text.count("Analytic confidence in the best") == text.count("Confidence in the forecast") == 2
    assert text.count("Analytic confidence in the figure of the thesis") == 1, "in the other the thesis leads"
    stored = found.model_copy(update={"asserted": None})
    assert "a stored result holds no case" in comparison_text(stored)


def test_what_only_people_read_is_counted_as_more_however_many(found: Comparison) -> None:
    assert found.asserted is not None
    many = found.model_copy(update={"asserted": [found.asserted[0], *[found.asserted[-1]] * 12]})
    assert "(1; twelve more that only people read)" in comparison_text(many)


def test_of_two_different_cases_the_assertions_are_counted(found: Comparison) -> None:
    other = found.model_copy(update={"other": found.other.model_copy(update={"case": "another"})})
    assert other.counts() == [("factors", 1), ("evidence", 2)]
    for told in (comparison_text(other), words_of(render(other))):
        assert "factors 1, evidence 2" in told
        assert "15-35%" not in told


class _Words(HTMLParser):
    """The visible text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.deep += tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.deep -= tag == "style"

    def handle_data(self, data: str) -> None:
        if not self.deep:
            self.parts.append(data)


def words_of(page: str) -> str:
    parser = _Words()
    parser.feed(page)
    return " ".join(" ".join(parser.parts).split())


def test_the_page_is_whole_escaped_and_the_same_every_time(found: Comparison) -> None:
    page = render(found)
    assert page == render(found)
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "<b>new</b>" not in page
    assert "And <i>" not in page
    words = words_of(page)
    for row in found.rows:
        assert row.title.split("<")[0].strip() in words
        for standing in (row.one, row.other):
            assert standing is None or percent(standing.p).replace("\u202f", " ") in words
    assert "\u221223" not in words
    assert "+23.0 Aliyev let it happen" in words


def test_nothing_on_either_side(bare: Analysis) -> None:
    empty = compared(Named("a", bare), Named("b", bare), None)
    assert empty.rows == []
    assert "Nothing was weighed and nothing forecast." in words_of(render(empty))
    assert comparison_text(empty).startswith("A  a: Nothing yet")
