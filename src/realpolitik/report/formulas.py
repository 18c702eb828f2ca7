"""A case's formulas in words, with the names of options, factors and scenarios replaced by what they say."""

from __future__ import annotations

import re

from realpolitik.analysis.result import Analysis
from realpolitik.report.words import quoted, spaced

_TOKEN = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)?|==|!=|[()\[\],]|\d+|\S")
_JOINING = {"and", "or", "not", "if", "implies", "iff", "in", "at", "least", "of", "true", "false"}


class Speaker:
    """Puts formulas of one analysis into words."""

    def __init__(self, analysis: Analysis) -> None:
        self._axes = {axis.name: axis for axis in analysis.axes}
        self._factors = {factor.name: factor for factor in analysis.factors}
        self._scenarios = {scenario.name: scenario for scenario in analysis.scenarios}

    def say(self, formula: str, owner: str | None = None) -> str:
        """The formula in words; ``owner`` is the actor whose bare option names may stand in it."""
        tokens = _TOKEN.findall(formula)
        out: list[str] = []
        k = 0
        while k < len(tokens):
            token = tokens[k]
            if token in {"==", "!="} and out and k + 1 < len(tokens):
                joined = "is" if token == "==" else "is not"
                out.append(f"{joined} {spaced(tokens[k + 1])}")
                k += 2
                continue
            compared = k + 1 < len(tokens) and tokens[k + 1] in {"==", "!=", "in"}
            out.append(token if token in _JOINING or not token[0].isalpha() else self._name(token, owner, compared))
            k += 1
        return _spaced_out(out)

    def _name(self, token: str, owner: str | None, compared: bool) -> str:
        if owner and f"{owner}.{token}" in self._axes:
            token = f"{owner}.{token}"
        if token in self._axes:
            return quoted(self._axes[token].text)
        if token in self._factors:
            return quoted(self._factors[token].asks) + ("" if compared else " yes")
        if token in self._scenarios:
            return quoted(self._scenarios[token].title)
        return spaced(token.replace(".", ": "))


def _spaced_out(parts: list[str]) -> str:
    text = " ".join(parts)
    text = re.sub(r"([(\[]) ", r"\1", text)
    text = re.sub(r" ([)\],])", r"\1", text)
    return text
