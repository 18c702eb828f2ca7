"""Figures: one a file, each with ``NAME``, ``ORDER``, ``TITLE``, ``data(analysis)`` and ``spec(data)``.

``data`` gives plain data (lists, dicts, numbers, strings) and is what tests look at; ``spec`` turns it into an SVG
whose text is never scaled. Colours are CSS variables of the page (``var(--ink)``), so a figure follows dark mode
without a script; ``colours.css`` and ``style.css`` hold them and the rules. ``registry.ideas("realpolitik.figures")``
finds the figures.

>>> from realpolitik import figures
>>> figures.names()  # doctest: +ELLIPSIS
['belief-shift', ..., 'tornado', ...]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from realpolitik.analysis.result import Analysis
    from realpolitik.figures._picture import Picture

__all__ = ["names", "show"]


def names() -> list[str]:
    """The names of all figures, in the order of the page."""
    from realpolitik.registry import ideas

    return list(ideas("realpolitik.figures"))


def show(name: str, analysis: Analysis, **choices: Any) -> Picture:
    """A figure of an analysis: it shows itself in a notebook, and ``save(path)`` writes it as an SVG file.

    ``choices`` go to the figure's ``spec``: a tornado takes ``key``, the headline. A name that is no figure's raises
    ``BadInput``.
    """
    from realpolitik.errors import BadInput
    from realpolitik.figures._picture import Picture
    from realpolitik.registry import ideas

    figures = ideas("realpolitik.figures")
    if name not in figures:
        raise BadInput(f"there is no figure {name!r}; there are {', '.join(figures)}")
    figure = figures[name]
    return Picture(name, figure.TITLE, figure.spec(figure.data(analysis), **choices))
