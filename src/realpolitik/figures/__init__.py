"""Figures: one a file, each with ``NAME``, ``ORDER``, ``TITLE``, ``data(analysis)`` and ``spec(data)``.

``data`` gives plain data (lists, dicts, numbers, strings) and is what tests look at; ``spec`` turns it into an SVG
whose text is never scaled. Colours are CSS variables of the page (``var(--ink)``), so a figure follows dark mode
without a script; ``colours.css`` and ``style.css`` hold them and the rules. ``registry.ideas("realpolitik.figures")``
finds the figures.
"""
