"""The page's blocks, one a module: ``ORDER``, ``TITLE`` and ``view(analysis)``, which gives its template what to show.

``view`` gives None where the case has nothing for the block. The template of the same name stands in ``templates/``.
"""
