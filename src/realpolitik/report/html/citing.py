"""Citations as links to the page's own list of sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from realpolitik.analysis.result import Analysis, SourceResult

_PLACE = re.compile(r"^(\S+) p(\d+)(?:-(\d+))?$")
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def anchor(kind: str, name: str) -> str:
    """An id that HTML, CSS and links can all use; names differing only in odd characters stay apart."""
    safe = _UNSAFE.sub(lambda m: f"-{ord(m.group()):x}-", name)
    return f"{kind}-{safe}"


class Citer:
    """Turns ``korybko p3`` into a link to the source, with its title as a hint."""

    def __init__(self, analysis: Analysis) -> None:
        self._sources: dict[str, SourceResult] = {s.id: s for s in analysis.sources}

    def cite(self, citations: Sequence[str]) -> Markup:
        """All citations of one statement, or nothing."""
        if not citations:
            return Markup("")
        return Markup('<span class="cites">[{}]</span>').format(Markup("; ").join(self._one(c) for c in citations))

    def _one(self, citation: str) -> Markup:
        match = _PLACE.match(citation)
        source_id = match.group(1) if match else citation
        source = self._sources.get(source_id)
        place = ""
        hint = ""
        if match:
            last = match.group(3)
            place = f" ¶{match.group(2)}" + (f"\u2013{last}" if last else "")
            hint = f", paragraph{'s' if last else ''} {match.group(2)}" + (f" to {last}" if last else "")
        if source is None:
            return escape(_called(source_id) + place)
        return Markup('<a href="#{}" title="{}">{}</a>').format(
            anchor("source", source_id), f"{source.title}{hint}", _called(source_id) + place
        )


def _called(source_id: str) -> str:
    """A source's name as words, with a capital: ``comment_3`` becomes ``Comment 3``."""
    words = source_id.replace("_", " ")
    return words[:1].upper() + words[1:]
