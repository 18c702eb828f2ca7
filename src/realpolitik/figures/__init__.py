"""Figures: one a file, each with ``NAME``, ``ORDER``, ``TITLE``, ``data(analysis)`` and ``spec(data)``.

``data`` gives plain data (lists, dicts, numbers, strings) and is what tests look at; ``spec`` turns it into a Vega-Lite
dict or into an SVG of our own. Colours are CSS variables of the page (``var(--ink)``), so a figure follows dark mode
without a script. ``registry.ideas("realpolitik.figures")`` finds them.
"""
