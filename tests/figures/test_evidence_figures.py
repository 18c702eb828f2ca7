"""The figures of evidence: what they draw is what the analysis says."""

from __future__ import annotations

import math
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
import itertools

from realpolitik import analyse
from realpolitik.case.loading import load_text
from realpolitik.figures import evidence_map, flip_strip, waterfall, who_repeats
from sample import sample

CASE = """realpolitik: 1
case: c
title: c
as_of: 2025-07-01
sources:
  a: {title: The wire, grade: B}
  b: {title: A site, grade: C, repeats: [a]}
  d: {title: A blog, grade: D, repeats: [b, e]}
  e: {title: A paper, grade: C}
factors: {h: {asks: So?, prior: 30%}, k: {asks: K?, prior: 50%}}
explanations: {so: {title: It is so, says: h}, other: {says: not h and k}}
evidence:
  - {id: late, what: Late, seen: 2025-06-20, source: a, likelihood: {h: {yes: 90%, no: 20%}}}
  - {id: early, what: Early, seen: 2025-06-01, source: e, likelihood: {h: {yes: 30%, no: 60%}}}
  - {id: gone, what: Gone, seen: absent, source: b, likelihood: {k: {yes: 70%, no: 20%}}}
  - {id: same, what: Late, copy_of: late, source: d}
"""


@pytest.fixture(scope="module")
def analysis():
    return analyse(load_text(CASE), draws=0)


def test_the_map_has_every_ratio_of_the_weighed_items(analysis) -> None:
    found = evidence_map.data(analysis)
    assert next(c["name"] for c in found["columns"]) == next(e.name for e in analysis.explanations if e.leading)
    by_id = {item.id: item for item in analysis.items}
    assert {row["id"] for row in found["rows"]} == {"late", "early", "gone"}
    for row in found["rows"]:
        for column, ratio in zip(found["columns"], row["ratios"], strict=True):
            assert ratio == by_id[row["id"]].likelihood_ratio.get(column["name"])
    strengths = [max(abs(math.log(r)) for r in row["ratios"]) for row in found["rows"]]
    assert strengths == sorted(strengths, reverse=True)
    assert "Not found: Gone" in evidence_map.spec(found)


@pytest.mark.parametrize("which", ["case", "sample"])
def test_the_waterfall_runs_from_the_prior_to_the_posterior_without_a_gap(which: str, analysis) -> None:
    shown = analysis if which == "case" else sample()
    found = waterfall.data(shown)
    lead = next(e for e in shown.explanations if e.leading)
    steps = found["steps"]
    assert steps[0]["before"] == lead.prior
    assert steps[-1]["after"] == pytest.approx(lead.posterior, abs=1e-9)
    assert all(one["after"] == two["before"] for one, two in itertools.pairwise(steps))
    joined = waterfall.together(steps)
    assert joined[0]["before"] == steps[0]["before"]
    assert all(one["after"] == two["before"] for one, two in itertools.pairwise(joined))
    assert sum(step["many"] or 1 for step in joined) == len(steps)
    if which == "case":
        assert [step["item"] for step in steps] == ["early", "late", "gone"]  # by day, those without one last


def test_small_steps_are_put_together() -> None:
    small = {"item": "x", "what": "W", "absent": False, "date": None}
    steps = [small | {"before": 0.5, "after": 0.501}, small | {"before": 0.501, "after": 0.503}]
    (one,) = waterfall.together(steps)
    assert (one["before"], one["after"], one["many"]) == (0.5, 0.503, 2)
    drawn = waterfall.spec({"title": "T", "prior": 0.5, "posterior": 0.503, "steps": steps})
    assert "2 items that move it little each" in drawn


def test_the_strip_has_every_source_that_counts(analysis) -> None:
    rows = flip_strip.data(analysis)
    assert {row["id"] for row in rows} == {"a", "b", "e"}
    sources = {s.id: s for s in analysis.sources}
    for row in rows:
        assert row["flip"] == sources[row["id"]].flip_share
        assert (row["before"], row["now"]) == (sources[row["id"]].prior[0], sources[row["id"]].posterior[0])
    flips = [row["flip"] is None for row in rows]
    assert flips == sorted(flips)
    drawn = flip_strip.spec(rows)
    assert len(re.findall(r'class="mark cross inside"', drawn)) == flips.count(False)


def test_families_hang_below_their_origin(analysis) -> None:
    sources, items = who_repeats.data(analysis)
    assert sources["title"] == "The wire"
    assert [(h["words"], h["depth"], h["by"]) for h in sources["hangs"]] == [
        ("A site", 1, ""),
        ("A blog", 2, "also repeats A paper"),
    ]
    assert items["title"] == "Late"
    assert [(h["words"], h["by"]) for h in items["hangs"]] == [("The same, again", "A blog")]


def test_a_circle_of_sources_is_drawn_once() -> None:
    text = CASE.replace("a: {title: The wire, grade: B}", "a: {title: The wire, grade: B, repeats: [b]}")
    families = who_repeats.data(analyse(load_text(text), draws=0))
    assert [family["kind"] for family in families] == ["item"]  # nobody of a circle is its origin


def test_nothing_to_show_is_said() -> None:
    empty = analyse(load_text("realpolitik: 1\ncase: c\ntitle: c\nfactors: {h: {asks: So?, prior: 30%}}\n"), draws=0)
    for figure in (evidence_map, waterfall, flip_strip, who_repeats):
        assert "Nothing to show" in figure.spec(figure.data(empty))
