"""A figure on its own: in a notebook, in a file, or between the words of another page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path

_FRAME = ".realpolitik-figure"
_REM = 16  #: pixels
_NARROW = 48  #: up to so many rem a page is narrow, as in style.css


@dataclass(frozen=True)
class Picture:
    """One figure of one analysis. A notebook shows it with its own colours, in light and in dark."""

    name: str
    title: str
    drawing: str  # the SVG as ``spec`` gives it, without colours

    def _repr_html_(self) -> str:
        return framed(self.title, self.drawing)

    def __repr__(self) -> str:
        return f"<Picture {self.name}: {self.title}>"

    def svg(self, width: int = 720) -> str:
        """A whole SVG file, ``width`` pixels wide, its colours in it; light or dark as its reader prefers.

        A file is a picture: shown smaller or larger it is scaled as a whole, and keeps the layout for ``width``.
        """
        style = f"<style>{laid_out(_rules(), width)}svg:root {{ background: var(--paper); }}</style>"
        return re.sub(r"^<svg [^>]*>", lambda m: _sized(m.group(), width) + style, self.drawing, count=1)

    def save(self, path: str | Path, width: int = 720) -> Path:
        """Write the SVG file and give its path."""
        target = Path(path)
        target.write_text(self.svg(width), encoding="utf-8")
        return target


def framed(title: str, drawing: str, heading: bool = True) -> str:
    """A piece of HTML that holds the figure and its style, which reaches nothing outside of it."""
    head = f'<div class="title">{escape(title)}</div>' if heading else ""
    # what has no stop for the keyboard of its own may be wider than the page: then the frame is one, to be scrolled
    stop = "" if "tabindex" in drawing else f' tabindex="0" role="region" aria-label="{escape(title)}"'
    return f'<style>{frame_style()}</style><div class="realpolitik-figure"{stop}>{head}{drawing}</div>'


@cache
def frame_style() -> str:
    """Rules for figures that hold inside a frame only; the frame has its own ground, so it fits any page."""
    colours, rules = _file("colours.css"), _file("style.css")
    frame = "background: var(--paper); color: var(--ink); padding: 1rem 1.2rem; max-width: 60rem; overflow-x: auto;"
    narrow = f"@media (max-width: 48rem) {{\n  {_FRAME} {{ padding: .6rem .7rem; }}\n}}\n"
    title = f"{_FRAME} .title {{ font: 600 1.05rem/1.3 var(--sans); margin-bottom: .6rem; }}\n"
    return f"{colours.replace(':root', _FRAME)}{_FRAME} {{ {frame} }}\n{narrow}{title}{inside(rules, _FRAME)}"


def inside(rules: str, frame: str) -> str:
    """The same rules, each for what stands in ``frame``."""

    def bound(match: re.Match[str]) -> str:
        indent, selectors = match.groups()
        return indent + ", ".join(f"{frame} {one.strip()}" for one in selectors.split(",")) + " {"

    return re.sub(r"(?m)^(\s*)([^@{}\n][^{}\n]*?) \{", bound, rules)


def laid_out(rules: str, width: int) -> str:
    """The same rules with those for narrow pages settled: in force if ``width`` (pixels) is narrow enough, or gone."""

    def settled(match: re.Match[str]) -> str:
        return match[2] if width <= float(match[1]) * _REM else ""

    return re.sub(r"(?ms)^@media screen and \(max-width: ([\d.]+)rem\) \{\n(.*?)^\}\n", settled, rules)


def _sized(head: str, width: int) -> str:
    """The opening tag of a drawing that is ``width`` pixels wide, with the height that its layout takes."""
    box = re.search(r' viewBox="0 0 ([\d.]+) ([\d.]+)"', head)
    tall = re.search(r"--tall:([\d.]+)px", head)
    if box:
        height = float(box[2]) * width / float(box[1])
    elif tall and width <= _NARROW * _REM:
        height = float(tall[1])
    else:
        found = re.search(r' height="([\d.]+)"', head)
        height = float(found[1]) if found else width
    head = re.sub(r' width="[^"]*"', f' width="{width}"', head, count=1)
    head = re.sub(r' height="[^"]*"', f' height="{height:g}"', head, count=1)
    return head if box else head.replace(" width=", f' viewBox="0 0 {width} {height:g}" width=', 1)


def _rules() -> str:
    return _file("colours.css") + _file("style.css")


@cache
def _file(name: str) -> str:
    return (resources.files("realpolitik.figures") / name).read_text(encoding="utf-8")
