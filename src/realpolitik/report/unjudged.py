"""What is still nobody's, in words: the notice above a draft's numbers, and which of them must not be given a word."""

from __future__ import annotations

from realpolitik.analysis.fragile import Unjudged
from realpolitik.analysis.nobodys import HALF, nobodys_share
from realpolitik.analysis.result import Analysis
from realpolitik.report.saying import Numbers, Sentence, joined, say


def notice(found: Unjudged | None, n: Numbers | None = None) -> Sentence | None:
    """What to say above all numbers where some are nobody's; None where every one is somebody's.

    ``n``: the numbers of the analysis that ``found`` belongs to, for their addresses.
    """
    if found is None:
        return None
    said = []
    if found.open:
        counts = {"open": found.open, "of": found.of}
        given = {k: v if n is None else n(f"unjudged.{k}", "whole") for k, v in counts.items()}
        said.append(say("nobodys", **given))
    if found.nobody_wants:
        said.append(say("nobody_wants"))
    return joined(said)


def nobody_wants(analysis: Analysis) -> bool:
    """Whether nobody who can act is said to want anything: every state holds and every move is as good as another, so
    what would be told of states, moves and stories is left out.
    """
    return analysis.unjudged is not None and analysis.unjudged.nobody_wants


def is_nobodys(analysis: Analysis, address: str) -> bool:
    """Whether at least half of what moves the headline that the number at ``address`` is of is nobody's."""
    if analysis.unjudged is None:
        return False
    section, name, *_ = (*address.split("."), "")
    if section not in ("explanations", "scenarios", "questions"):
        return False
    return nobodys_share(analysis.unjudged, analysis.fragility, f"{section}.{name}") >= HALF
