"""Ways to hold a preference other than one order, one a file: a manual page and the judgements it makes.

A module has a ``NAME``, an ``ORDER``, a ``TITLE``, a ``REFERENCE`` and ``variants(space, graph, when, **options)``: the
judgements by the mark that tables put after a concept's name, each with its meaning.
"""
