"""A figure shows itself: in a notebook, and as a file of its own."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from realpolitik import BadInput, figures
from realpolitik.analysis.result import Analysis
from realpolitik.figures._picture import frame_style, inside


@pytest.mark.parametrize("name", figures.names())
def test_every_figure_shows_itself(name: str, analysis: Analysis, bare: Analysis) -> None:
    for one in (analysis, bare):
        picture = figures.show(name, one)
        html = picture._repr_html_()
        assert html.count('<div class="realpolitik-figure"') == 1
        assert picture.title in html
        assert picture.drawing in html
        assert "<script" not in html
        assert "http" not in html.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert repr(picture) == f"<Picture {name}: {picture.title}>"


def test_an_unknown_name_is_bad_input(analysis: Analysis) -> None:
    with pytest.raises(BadInput, match="there is no figure 'pie'; there are belief-shift,"):
        figures.show("pie", analysis)


def test_choices_reach_the_figure(analysis: Analysis) -> None:
    shown = figures.show("tornado", analysis, key="scenarios.war")
    assert "Azerbaijan takes Syunik by force" in shown.drawing


def test_a_file_carries_its_colours_and_its_width(analysis: Analysis, tmp_path: Path) -> None:
    path = figures.show("levers", analysis).save(tmp_path / "levers.svg", width=640)
    text = path.read_text(encoding="utf-8")
    root = ET.fromstring(text)
    assert root.get("width") == "640"
    style = root[0].text or ""
    used = set(re.findall(r"var\((--[a-z]+)", text))
    assert used - {"--tall", "--y", "--grow"} <= set(re.findall(r"(--[a-z]+):", style))
    assert "prefers-color-scheme: dark" in style


@pytest.mark.parametrize("name", figures.names())
@pytest.mark.parametrize("width", [400, 720, 900])
def test_a_file_is_a_whole_picture(name: str, width: int, analysis: Analysis, bare: Analysis) -> None:
    """It can be read as XML, tiny chances included, and shown at another size it is scaled and not laid out anew."""
    small = [s.model_copy(update={"ever": [(d, p / 1e4) for d, p in s.ever]}) for s in analysis.scenarios]
    for one in (analysis, bare, analysis.model_copy(update={"scenarios": small})):
        root = ET.fromstring(figures.show(name, one).svg(width))
        _, _, across, down = map(float, (root.get("viewBox") or "").split())
        assert (root.get("width"), across / down) == (
            f"{width}",
            pytest.approx(width / float(root.get("height") or 0), rel=1e-3),
        )
        assert "max-width:" not in "".join(re.findall(r"@media [^{]*", root[0].text or ""))


def test_the_layout_of_a_file_is_that_for_its_width(analysis: Analysis) -> None:
    wide, narrow = (ET.fromstring(figures.show("tornado", analysis).svg(w)) for w in (900, 700))
    tall = re.search(r"--tall:([\d.]+)px", narrow.get("style") or "")
    assert tall is not None
    assert float(narrow.get("height") or 0) == float(tall[1]) > float(wide.get("height") or 0)
    assert ".wide { display: none; }" in (narrow[0].text or "")
    assert ".wide { display: none; }" not in (wide[0].text or "")


def test_the_style_of_a_frame_reaches_nothing_outside_of_it() -> None:
    selectors = [s for rule in re.findall(r"(?m)^\s*([^@{}\n]+?) \{", frame_style()) for s in rule.split(",")]
    assert len(selectors) > 50
    assert all(s.strip().startswith(".realpolitik-figure") for s in selectors)


def test_rules_are_bound_one_selector_at_a_time() -> None:
    rules = "a, b.c > d { x: 1; }\n@media (max-width: 1px) {\n  e { x: 2; }\n}\n"
    assert inside(rules, ".f") == ".f a, .f b.c > d { x: 1; }\n@media (max-width: 1px) {\n  .f e { x: 2; }\n}\n"
