"""A case's formulas in words, with the names of options, factors and scenarios replaced by what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from realpolitik.analysis.result import Analysis
from realpolitik.figures._names import Names
from realpolitik.report.words import listed, quoted, spaced

_TOKEN = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)?|==|!=|[()\[\],]|\d+|\S")
_JOINING = {
    "and": "and",
    "or": "or",
    "not": "not",
    "if": ", if",
    "implies": ", which implies",
    "iff": ", if and only if",
}
_PLAIN = {"at", "least", "of", "true", "false"}
_OPPOSITE = {"==": "!=", "!=": "=="}


class Speaker:
    """Puts formulas of one analysis into words."""

    def __init__(self, analysis: Analysis) -> None:
        self._axes = {axis.name: axis for axis in analysis.axes}
        self._held = analysis.held
        self._factors = {factor.name: factor for factor in analysis.factors}
        self._scenarios = {scenario.name: scenario for scenario in analysis.scenarios}
        self._names = Names(analysis)

    def say(self, formula: str, owner: str | None = None) -> str:
        """The formula in words; ``owner`` is the actor whose bare option names may stand in it.

        ``road != closed`` is said as ``“The road” is not closed``, a yes-or-no factor as ``“Did they?” is no``; what
        stands in quotation marks is written as the case has it.
        """
        tokens = _TOKEN.findall(formula)
        out: list[str] = []
        k = 0
        while k < len(tokens):
            token = tokens[k]
            if token == "not" and self._is_factor(tokens, k + 1):
                out.append(f"{self._name(tokens[k + 1], owner)} is no")
                k += 2
            elif token in _JOINING:
                out.append(_JOINING[token])
                k += 1
            elif token in _PLAIN or not (token[0].isalpha() or token[0] == "_"):
                out.append(token)
                k += 1
            else:
                words, k = self._atom(tokens, k, owner)
                out.append(words)
        return _joined(out)

    def is_false(self, formula: str) -> str:
        """The opposite of a formula in words."""
        tokens = _TOKEN.findall(formula)
        if len(tokens) == 3 and tokens[1] in _OPPOSITE:
            return self.say(f"{tokens[0]} {_OPPOSITE[tokens[1]]} {tokens[2]}")
        if len(tokens) == 1:
            return self.say(f"not {formula}")
        if len(tokens) > 2 and tokens[1] == "in" and tokens.index("]") == len(tokens) - 1:
            return self.say(f"{tokens[0]} not in {' '.join(tokens[2:])}")
        return f"not ({self.say(formula)})"

    def _is_factor(self, tokens: Sequence[str], k: int) -> bool:
        """Whether a bare yes-or-no factor stands at ``k``."""
        bare = k + 1 >= len(tokens) or tokens[k + 1] not in {"==", "!=", "in"}
        return k < len(tokens) and tokens[k] in self._factors and bare

    def _atom(self, tokens: Sequence[str], k: int, owner: str | None) -> tuple[str, int]:
        """The name at ``k`` with its comparison, and where to go on."""
        name = self._name(tokens[k], owner)
        rest = list(tokens[k + 1 : k + 3])
        if rest[:1] in (["=="], ["!="]) and len(rest) == 2:
            verb = "is" if rest[0] == "==" else "is not"
            return f"{name} {verb} {self._names.value(rest[1])}", k + 3
        negated = rest == ["not", "in"]
        start = k + (2 if not negated else 3)
        if (negated or rest[:1] == ["in"]) and start < len(tokens) and tokens[start] == "[" and "]" in tokens[start:]:
            end = tokens.index("]", start)
            values = [self._names.value(t) for t in tokens[start + 1 : end] if t != ","]
            return f"{name} {_one_of(values, negated)}", end + 1
        return (f"{name} is yes" if tokens[k] in self._factors else name), k + 1

    def _name(self, token: str, owner: str | None) -> str:
        if owner and f"{owner}.{token}" in self._axes:
            token = f"{owner}.{token}"
        if token in self._axes:
            axis = self._axes[token]
            text = quoted(axis.text)
            return text if axis.actor in (owner, "nature") else f"{text} ({self._names.actor(axis.actor)})"
        if token in self._factors:
            return quoted(self._factors[token].asks)
        if token in self._scenarios:
            return quoted(self._scenarios[token].title)
        if owner and f"{owner}.{token}" in self._held:
            token = f"{owner}.{token}"
        who, dot, what = token.partition(".")
        if not dot:
            return spaced(token)
        said = quoted(self._held.get(token) or self._names.spelled(what))
        return said if who in (owner, "nature") else f"{said} ({self._names.actor(who)})"


def _one_of(values: Sequence[str], negated: bool) -> str:
    """``is a, b or c``; denied, ``is neither a nor b`` or ``is none of a, b and c``."""
    if not negated or len(values) == 1:
        return f"is {'not ' if negated else ''}{listed(values, 'or')}"
    return f"is neither {' nor '.join(values)}" if len(values) == 2 else f"is none of {listed(values)}"


def _joined(parts: list[str]) -> str:
    text = " ".join(parts)
    text = re.sub(r"([(\[]) ", r"\1", text)
    text = re.sub(r" ([)\],])", r"\1", text)
    return text[:1].upper() + text[1:] if text.startswith("not ") else text
