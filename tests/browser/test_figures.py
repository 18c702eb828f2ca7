"""Figures in a real browser: nothing overlaps at any width, and exact numbers come to mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from realpolitik import figures
from realpolitik.analysis.result import Analysis
from sample_graph import small

pytestmark = pytest.mark.browser

ROWS = [name for name in figures.names() if name not in ("state-graph", "graph-model")]
LONG = "A very long name that goes on and on, so that it fills every line there is and then some more of them"
#: Visible texts of a row that touch one another, or that leave the figure.
CLASHES = """
(svg) => {
  const seen = e => getComputedStyle(e).display !== 'none' && getComputedStyle(e).visibility !== 'hidden';
  const frame = svg.getBoundingClientRect(), found = [];
  for (const row of svg.querySelectorAll('.row')) {
    const texts = [...row.querySelectorAll('text')].filter(seen).map(e => [e.textContent, e.getBoundingClientRect()]);
    texts.forEach(([a, r], k) => {
      if (r.left < frame.left - 2 || r.right > frame.right + 2) found.push(`${a} leaves the figure`);
      for (const [b, s] of texts.slice(k + 1))
        if (r.left < s.right - 1 && s.left < r.right - 1 && r.top < s.bottom - 4 && s.top < r.bottom - 4)
          found.push(`${a} / ${b}`);
    });
  }
  const rows = [...svg.querySelectorAll('.row > .ground')].map(e => e.getBoundingClientRect());
  rows.slice(1).forEach((r, k) => { if (r.top < rows[k].top) found.push(`row ${k + 1} stands above row ${k}`); });
  const last = Math.max(0, ...rows.map(r => r.bottom));
  if (last > frame.bottom + 1) found.push('the last row is cut off');
  return found;
}
"""


def with_long_names(analysis: Analysis) -> Analysis:
    """The same analysis with names that no line can hold."""
    assert analysis.fragility is not None
    fragility = analysis.fragility.model_copy(
        update={
            "headlines": [h.model_copy(update={"title": LONG}) for h in analysis.fragility.headlines],
            "inputs": [i.model_copy(update={"words": LONG}) for i in analysis.fragility.inputs],
            "removals": [r.model_copy(update={"words": LONG}) for r in analysis.fragility.removals],
        }
    )
    return analysis.model_copy(
        update={
            "fragility": fragility,
            "explanations": [e.model_copy(update={"title": LONG}) for e in analysis.explanations],
            "scenarios": [s.model_copy(update={"title": LONG}) for s in analysis.scenarios],
            "questions": [q.model_copy(update={"asks": LONG}) for q in analysis.questions],
            "indicators": [i.model_copy(update={"what": LONG}) for i in analysis.indicators],
            "levers": [one.model_copy(update={"words": LONG}) for one in analysis.levers],
        }
    )


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    """Opens a page that holds figures and nothing else."""
    pages: list[Any] = []

    def open_page(analysis: Analysis, names: list[str], width: int, scheme: str = "light") -> Any:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        pages.append(page)
        shown = "".join(f'<section id="{n}">{figures.show(n, analysis)._repr_html_()}</section>' for n in names)
        page.set_content(f'<!doctype html><html lang="en"><body style="margin:0">{shown}</body></html>')
        return page

    yield open_page
    for page in pages:
        page.close()


@pytest.mark.parametrize("names", ["its own names", "long names"])
def test_nothing_overlaps(opened: Any, analysis: Analysis, names: str) -> None:
    page = opened(with_long_names(analysis) if names == "long names" else analysis, ROWS, 1280)
    clashes = f"() => [...document.querySelectorAll('section > div > svg')].flatMap({CLASHES})"
    for width in (320, 375, 390, 767, 769, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(clashes) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('.label').forEach(e => e.setAttribute('dx', '900'))")
    assert page.evaluate(clashes) != [], "the check itself must notice words that are pushed aside"


def test_the_mouse_brings_exact_numbers_in_place_of_the_title(opened: Any, analysis: Analysis) -> None:
    page = opened(analysis, ["tornado"], 1280)
    row = page.locator("#tornado .row").nth(1)
    shown = "e => getComputedStyle(e).visibility"
    assert row.locator(".detail.wide, .detail:not(.narrow)").first.evaluate(shown) == "hidden"
    row.hover(force=True)
    detail = row.locator(".detail.wide, .detail:not(.narrow)").first
    assert detail.evaluate(shown) == "visible"
    assert detail.text_content() == "at 19\u202f%: 28\u202f%; at 48\u202f%: 44\u202f%"
    assert row.locator(".label").first.evaluate(shown) == "hidden"
    assert page.locator("#tornado .row").nth(2).locator(".detail").first.evaluate(shown) == "hidden"


def test_a_keyboard_stops_once_at_a_figure_and_sees_all_its_numbers(opened: Any, analysis: Analysis) -> None:
    page = opened(analysis, ["belief-shift", "removals"], 1280)
    page.keyboard.press("Tab")
    hidden = "s => [...s.querySelectorAll('.detail')].filter(e => getComputedStyle(e).visibility === 'hidden').length"
    assert page.locator("#belief-shift").evaluate(hidden) == 0
    assert page.locator("#removals").evaluate(hidden) > 0
    page.keyboard.press("Tab")
    assert page.locator("#removals").evaluate(hidden) == 0
    assert page.locator("#belief-shift").evaluate(hidden) > 0


def test_a_screen_reader_gets_every_row_as_a_sentence(opened: Any, analysis: Analysis) -> None:
    page = opened(analysis, ROWS, 1280)
    assert page.locator("#reliability-diagram svg[role=img]").first.get_attribute("aria-label"), "one picture, no rows"
    for name in (name for name in ROWS if name != "reliability-diagram"):
        figure = page.locator(f"#{name} svg.tracks").first
        assert figure.get_attribute("role") == "group"
        assert figure.get_attribute("aria-label")
        rows = figure.locator(".row")
        assert rows.count() > 0
        told = [page.get_by_role("img", name=t).count() for t in rows.locator("> title").all_text_contents()]
        assert all(told), name


#: Texts of a picture that leave it, and texts of boxes that leave their box.
OUTSIDE = """
() => [...document.querySelectorAll('svg.moves')].flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  const leaves = (r, f) => r.left < f.left - 1 || r.right > f.right + 1 || r.top < f.top - 1 || r.bottom > f.bottom + 1;
  const words = [...svg.querySelectorAll('text')].filter(e => leaves(e.getBoundingClientRect(), frame));
  const inside = [...svg.querySelectorAll('.state')].flatMap(g => [...g.querySelectorAll('text')].filter(
    e => leaves(e.getBoundingClientRect(), g.querySelector('.box').getBoundingClientRect())));
  return [...words, ...inside].map(e => e.textContent);
})
"""


@pytest.mark.parametrize("names", ["its own names", "long names"])
def test_words_of_the_graph_model_stay_in_the_picture_and_in_their_boxes(
    opened: Any, analysis: Analysis, names: str
) -> None:
    one = small(analysis)
    if names == "long names":
        axes = [axis.model_copy(update={"text": LONG}) for axis in one.axes]
        people = [actor.model_copy(update={"name": LONG}) for actor in one.actors]
        one = one.model_copy(update={"axes": axes, "actors": people})
    page = opened(analysis, ["graph-model"], 390)
    for show in ("improvements", "ways"):
        for narrow in (True, False):
            drawn = figures.show("graph-model", one, show=show, narrow=narrow)._repr_html_()
            page.set_content(f'<!doctype html><html lang="en"><body style="margin:0">{drawn}</body></html>')
            assert page.locator("svg.moves").count() == 1
            assert page.evaluate(OUTSIDE) == [], (show, narrow)
            if narrow:
                assert page.locator("svg.moves").evaluate("e => e.getBoundingClientRect().width") <= 340
    page.evaluate("document.querySelectorAll('.state text').forEach(e => e.setAttribute('dx', '90'))")
    assert page.evaluate(OUTSIDE) != [], "the check itself must notice words that are pushed aside"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_figure_has_its_own_colours(opened: Any, analysis: Analysis, scheme: str) -> None:
    page = opened(analysis, ["levers"], 1280, scheme)
    ground = page.evaluate("getComputedStyle(document.querySelector('.realpolitik-figure')).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 27, 33)"}[scheme]
