"""The likeliest story on the page: a wish without a text of its own stands there in words, not as a formula."""

from __future__ import annotations

import re

from realpolitik.analysis.run import analyse
from realpolitik.case.loading import load_text
from realpolitik.report.html.blocks import state_graph
from realpolitik.report.html.page import render
from realpolitik.report.words import plain

CASE = """realpolitik: 1
case: crossing
title: A crossing
as_of: 2025-01-01
horizon: 2025-12-31
actors:
  north:
    name: The north
    options: {cross_over: {text: Cross the bridge, moves: forward}}
    prefers: [cross_over and not south.guard]
    pace: weekly
    resolve: 60
    inertia: none
  south:
    name: The south
    options: {guard: {text: Guard the bridge, if: north.cross_over}}
    prefers: [not guard]
scenarios: {crossed: north.cross_over}
"""


def test_a_single_step_is_told_with_its_wish_in_words() -> None:
    analysis = analyse(load_text(CASE), draws=0)
    assert analysis.story[0].because == "cross_over and not south.guard"
    shown = state_graph.view(analysis)
    assert shown is not None
    assert shown["story"] == [
        "The north: Cross the bridge, because of the wish “this and not \u2018Guard the bridge\u2019 (The south)”."
    ]


def test_a_page_without_explanations_or_forecasts_does_not_explain_them() -> None:
    still = CASE.replace("as_of: 2025-01-01\nhorizon: 2025-12-31\n", "").replace(
        "scenarios: {crossed: north.cross_over}\n", ""
    )
    said = plain(" ".join(re.sub(r"<[^>]*>", "", render(analyse(load_text(still), draws=0))).split()))
    assert "Analysis of a conflict" in said
    assert "How to read this page" in said
    for word in ("Likelihood words", "Explanations may overlap", "Confidence is about", "A figure such as"):
        assert word not in said
    told = plain(" ".join(re.sub(r"<[^>]*>", "", render(analyse(load_text(CASE), draws=0))).split()))
    assert "A figure such as" in told
    assert "Likelihood words" in told
    assert "Explanations may overlap" not in told
