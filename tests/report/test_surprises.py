"""A strategic surprise is named on the page and in Markdown: who does not expect what, though it holds."""

from __future__ import annotations

import html
import re

import pytest

from realpolitik.analysis.address import value
from realpolitik.analysis.run import analyse
from realpolitik.case.loading import load_text
from realpolitik.report.html.blocks import ordinal
from realpolitik.report.html.page import render
from realpolitik.report.markdown import escaped, markdown
from realpolitik.report.words import plain

MISREAD = """\
realpolitik: 1
case: misread
title: One actor misreads another
factors:
  bluff: {asks: Is the weak one bluffing?, prior: 40%}
actors:
  strong:
    name: The strong
    options: {attack: Attack}
    prefers: [not weak.resist, attack]VIEW
  weak:
    name: The weak
    options: {resist: Resist}
    prefers: [{that: not resist, when: bluff}, resist iff strong.attack]
"""


def said(view: str) -> tuple[list[str], str]:
    analysis = analyse(load_text(MISREAD.replace("VIEW", view)), draws=0)
    shown = ordinal.view(analysis)
    assert shown is not None
    page = html.unescape(re.sub(r"<[^>]*>", "", render(analysis)))
    lines = [] if shown["surprises"] is None else shown["surprises"].lines
    for one in analysis.ordinal.surprises if analysis.ordinal else []:
        assert value(analysis, f"ordinal.surprises.{one.id}.share") == one.share
    text = markdown(analysis)
    assert ("## Strategic surprises" in text) == bool(lines)
    assert all(f"- {escaped(plain(line))}" in text for line in lines)
    return [plain(line) for line in lines], " ".join(page.split())


@pytest.mark.parametrize(
    ("view", "share"),
    [
        ("\n    believes: {bluff: 90%}", 54),  # 60 % of the 90 % in which the case's factors say all
        ("\n    thinks: {weak: {prefers: [not resist]}}", 64),  # and the 10 % of something else, where it resists too
    ],
)
def test_who_takes_the_other_for_one_that_gives_way_is_surprised(view: str, share: int) -> None:
    # where the weak one is not bluffing, it resists an attack that the strong one takes to be without risk
    sentences, page = said(view)
    assert sentences == [
        "“The strong: attack; The weak: resist” would surprise The strong: by the view of The strong somebody would "
        f"leave it, yet nobody does when each acts by its own view, in {share} % of the worlds."
    ]
    assert "Strategic surprises" in page
    assert sentences[0] in plain(page)


def test_an_option_that_is_not_seen_surprises_in_every_world() -> None:
    sentences, _ = said("\n    does_not_see: [weak.resist]")
    assert len(sentences) == 1
    assert "would surprise The strong" in sentences[0]


def test_without_views_of_their_own_nobody_is_surprised() -> None:
    sentences, page = said("")
    assert sentences == []
    assert "Strategic surprises" not in page
