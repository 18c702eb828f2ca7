"""Figures as inline SVG with the same bytes every time."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

_ID = re.compile(r'\bid="([^"]+)"')
_LONG = re.compile(r"-?\d+\.\d{3,}")


def own(svg: str) -> Markup:
    """An SVG of our own (its text was escaped where it was made)."""
    return Markup(svg)


def drawn(spec: dict[str, Any], name: str, label: str) -> Markup:
    """A Vega-Lite spec as inline SVG: ids start with ``name``, the picture carries ``label`` for a screen reader.

    The converter is imported here, on the first chart, because it takes half a second.
    """
    import vl_convert

    svg = vl_convert.vegalite_to_svg(vl_spec=spec, allowed_base_urls=[])
    return Markup(tidied(svg, name, label))


def tidied(svg: str, name: str, label: str) -> str:
    """The SVG without what would differ from run to run or does not belong in a page.

    Automatic ids (clip paths, gradients) count up over the life of the process, so they are renumbered from 1.
    """
    for number, old in enumerate(dict.fromkeys(_ID.findall(svg)), start=1):
        new = f"{name}-{number}"
        svg = (
            svg.replace(f'id="{old}"', f'id="{new}"').replace(f"#{old})", f"#{new})").replace(f'"#{old}"', f'"#{new}"')
        )
    svg = re.sub(r' (?:class|role|aria-[a-z]+|pointer-events)="[^"]*"', "", svg)
    svg = re.sub(r'<path d="" display="none"/>|<path d="M0,0h0v0h0Z"/>', "", svg)
    svg = _LONG.sub(lambda m: f"{float(m.group()):.2f}".rstrip("0").rstrip("."), svg)
    size = re.match(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"', svg)
    box = f"0 0 {size.group(1)} {size.group(2)}" if size else "0 0 100 100"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="{box}"'
    return re.sub(r"^<svg [^>]*>", lambda _: f'{head} role="img" aria-label="{escape(label)}">', svg, count=1)
