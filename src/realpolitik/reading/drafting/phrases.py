"""Words of a text made short enough for a name or a line, and never cut within a phrase."""

from __future__ import annotations

import re

from realpolitik.reading.wordlists import one_cue, words

_PAUSE = re.compile(r"[,;:—–]\s|\s[—–(]")
#: Words that cannot end a phrase: what they lead into would be missing.
_LEADS_ON = words("leads_on")
_CLAUSE_ENDS = re.compile(
    r"[,;:.!?—–]|\s(?=(?:and|but|which|who|while|whereas|because|if|unless|though|although|so that)\b)"
)
_FIRST_WORDS = re.compile(r"^(?:and|but|that|so|or|of|the|a|an)\s+", re.IGNORECASE)
_HOW_LIKELY = re.compile(r"\s+(?:is|are|seems?|looks?|remains?) (?:\w+ )?(?:un)?likely\b(?! to\b).*$", re.IGNORECASE)


def short(text: str, most: int = 140) -> str:
    """Words on one line. Where they are too long they end at a pause or a phrase, with ``...`` to say so.

    >>> short("They could be using the river to shake the government in Baghdad", 58)
    'They could be using the river to shake the government ...'
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    pauses = [m.start() for m in _PAUSE.finditer(line, 0, most + 2) if most // 2 < m.start() <= most]
    if pauses:
        return line[: pauses[-1]].rstrip() + " ..."
    kept = line[: most + 1].rsplit(" ", 1)[0].split() if " " in line[: most + 1] else [line[:most]]
    while len(kept) > 1 and kept[-1].lower() in _LEADS_ON:
        kept.pop()
    return " ".join(kept).rstrip(",;:") + " ..."


def ended(line: str) -> str:
    """A line with a full stop, where it does not end with a sign already."""
    return line if line.endswith((".", "!", "?", "…", "”", '"')) else f"{line}."


def title(text: str, most: int = 80) -> str:
    """What a sentence calls a scenario, up to the end of the clause; else the sentence without how likely it is.

    >>> title("A settlement between the two is likely by the end of the year.")
    'A settlement between the two'
    """
    line = " ".join(text.split())
    found = one_cue("scenario_name").search(line)
    core = line
    if found:
        end = _CLAUSE_ENDS.search(line, found.end())
        core = _FIRST_WORDS.sub("", line[found.start() : end.start() if end else len(line)])
    core = _HOW_LIKELY.sub("", core).strip().rstrip(".!?") or line
    return short(core[:1].upper() + core[1:], most)
