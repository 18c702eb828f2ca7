"""What a changed input does to the headlines: the sums hold, and one change alone is all of the difference."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from realpolitik.analysis.difference import MOST_RUNS, TOGETHER, ChangedHeadline, Difference, compare, read_off
from realpolitik.analysis.run import analyse
from realpolitik.case.difference import Reading
from realpolitik.case.editing import edit
from realpolitik.evidence.weighing import weigh
from realpolitik.report.terminal.diff import WIDTH, difference_text

MINI = (Path(__file__).parent / "data" / "mini.yaml").read_text(encoding="utf-8")
OLD = Reading.of(MINI.encode(), "old")


def against(*pairs: tuple[str, str], draws: int = 0) -> Difference:
    text = MINI
    for path, value in pairs:
        text = edit(text, path, value)
    return compare(OLD, Reading.of(text.encode(), "new"), draws=draws)


def of(result: Difference, kind: str, name: str) -> ChangedHeadline:
    return next(h for h in result.headlines if (h.kind, h.name) == (kind, name))


def test_nothing_changed_and_nothing_is_run() -> None:
    result = compare(OLD, OLD)
    assert (result.inputs, result.headlines) == ([], [])
    assert difference_text(result) == "The two cases say the same.\n"


def test_only_words_changed() -> None:
    result = against(("title", "X"), ("actors.north.prefers[0].because", "It says so"))
    assert [one.words for one in result.inputs] == [True, True]
    assert result.headlines == []
    assert "No number depends on what changed." in difference_text(result)


def test_the_numbers_are_the_reports() -> None:
    result = against(("factors.goodwill.prior", "50%"))
    for kind, name in [(h.kind, h.name) for h in result.headlines]:
        assert of(result, kind, name).old == read_off(analyse(OLD.case, draws=0))[kind, name][1]
    assert {h.kind for h in result.headlines} == {"explanation", "scenario at", "scenario ever", "question"}


def test_one_change_is_the_whole_difference() -> None:
    result = against(("factors.goodwill.prior", "50%"))
    assert [one.path for one in result.inputs] == ["factors.goodwill.prior"]
    moved = [h for h in result.headlines if h.old != h.new]
    assert moved
    for headline in result.headlines:
        assert headline.old is not None
        assert headline.new is not None
        assert headline.effects["factors.goodwill.prior"] == pytest.approx(headline.new - headline.old, abs=1e-9)
        assert headline.interaction == pytest.approx(0.0, abs=1e-9)


def test_effects_and_interaction_add_up() -> None:
    pairs = (
        ("factors.goodwill.prior", "50%"),
        ("actors.north.pace", "weekly"),
        ("evidence.inspectors.credibility", "5"),
    )
    result = against(*pairs, draws=3)
    assert result.draws == 3
    assert result.by == "change"
    for h in result.headlines:
        assert h.old is not None
        assert h.new is not None
        assert sum(e or 0.0 for e in h.effects.values()) + (h.interaction or 0.0) == pytest.approx(
            h.new - h.old, abs=1e-9
        )
    assert any(abs(h.interaction or 0.0) > 1e-4 for h in result.headlines)
    repair = of(result, "explanation", "real_repair")
    assert repair.effects["actors.north.pace"] != repair.effects["evidence.inspectors.credibility"]
    assert all(len(line) <= WIDTH for line in difference_text(result).splitlines())


def test_an_item_alone_moves_an_explanation_as_the_weighing_says() -> None:
    kept = ("realpolitik", "case", "title", "as_of", "something_else", "sources", "factors", "explanations", "evidence")
    blocks = re.findall(r"^\w+:.*\n(?:[ #\n].*\n|\n)*", MINI, re.MULTILINE)
    text = "".join(block for block in blocks if block.startswith(kept))
    new = edit(text, "evidence.inspectors.credibility", "5")
    old_case, new_case = Reading.of(text.encode(), "old"), Reading.of(new.encode(), "new")
    result = compare(old_case, new_case)
    before, after = weigh(old_case.case, draws=0), weigh(new_case.case, draws=0)
    for name, weight in before.explanations.items():
        headline = of(result, "explanation", name)
        assert headline.old == pytest.approx(weight.posterior, abs=1e-9)
        expected = after.explanations[name].posterior - weight.posterior
        assert headline.effects["evidence.inspectors.credibility"] == pytest.approx(expected, abs=1e-9)


def test_changes_that_make_no_case_alone_are_run_together() -> None:
    result = against(
        ("actors.south.options.boycott", "Boycott"), ("actors.south.prefers[2]", "not boycott"),
        ("scenarios.empty_shops", "south.boycott"), ("factors.goodwill.prior", "50%"),
    )  # fmt: skip
    groups = {one.path: one.group for one in result.inputs}
    assert groups == {
        "factors.goodwill.prior": "factors.goodwill.prior",
        "actors.south.options.boycott": TOGETHER,
        "actors.south.prefers": TOGETHER,
        "scenarios.empty_shops": TOGETHER,
    }
    assert "Run as one" in result.notes[0]
    boycott = of(result, "scenario ever", "empty_shops")
    assert boycott.old is None
    assert boycott.new is not None
    assert "new:" in difference_text(result)


def test_many_changes_are_run_by_item() -> None:
    pairs = [(f"scenarios.s{k}", "south.pays") for k in range(MOST_RUNS)]
    pairs += [("actors.north.pace", "weekly"), ("actors.north.resolve", "4")]
    result = against(*pairs)
    assert result.by == "part"
    assert {one.group for one in result.inputs} == {"scenarios", "actors"}
    assert "in 2 groups, one for each part" in result.notes[0]


def test_same_seed_same_bytes() -> None:
    one, other = (against(("factors.goodwill.prior", "50%"), draws=2).model_dump_json() for _ in range(2))
    assert one == other
