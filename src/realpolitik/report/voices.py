"""Who speaks in a text: those who wrote it and those who comment on it. What they conclude is counted apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from realpolitik.analysis.result import Analysis
from realpolitik.report.chosen import source_name
from realpolitik.report.words import unique

_COMMENT = "comment"  # how the kind of such a source begins


@dataclass(frozen=True)
class Voice:
    """Whose conclusions they are: ``who`` speaks (``Andrew Korybko``), ``whose`` in a sentence, ``places`` in the list.

    ``verb``: ``concludes`` or ``conclude``.
    """

    who: str
    whose: str
    verb: str
    places: tuple[int, ...]


def voices(analysis: Analysis, speakers: Sequence[str]) -> list[Voice]:
    """The authors and then the commenters among ``speakers``, the ids of sources, one for each thing said.

    A commenter is a source whose kind begins with ``comment``. Where the case has none, the text speaks as a whole.
    """
    kinds = {s.id: (s.kind or "").strip().lower() for s in analysis.sources}
    comments = [k for k, who in enumerate(speakers) if kinds.get(who, "").startswith(_COMMENT)]
    own = [k for k in range(len(speakers)) if k not in set(comments)]
    found = []
    if own:
        names = _names(analysis, [speakers[k] for k in own])
        if not any(kind.startswith(_COMMENT) for kind in kinds.values()):
            found.append(Voice("the text", "the text's", "concludes", tuple(own)))
        elif len(names) == 1:
            found.append(Voice(names[0], f"{names[0]}'s", "concludes", tuple(own)))
        else:
            found.append(Voice("its authors", "the authors'", "conclude", tuple(own)))
    if comments:
        one = len(_names(analysis, [speakers[k] for k in comments])) == 1
        who = ("a commenter", "one commenter's", "concludes") if one else ("commenters", "the commenters'", "conclude")
        found.append(Voice(*who, tuple(comments)))
    return found


def _names(analysis: Analysis, speakers: Sequence[str]) -> list[str]:
    names = {s.id: source_name(s) for s in analysis.sources}
    return unique([names.get(who, who) for who in speakers])
