"""How a case's own names are said on a page: short actor names, values of options, changes between states."""

from __future__ import annotations

from collections.abc import Sequence

from realpolitik.analysis.result import Analysis, AxisResult


class Names:
    """Names of one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self.actors = {a.id: short(a.name) for a in analysis.actors}
        self._axes = analysis.axes

    def actor(self, name: str) -> str:
        """The actor's name without what stands in parentheses; nature is "Nobody decides"."""
        return "Nobody decides" if name == "nature" else self.actors.get(name, name.replace("_", " "))

    def value(self, value: str) -> str:
        """A value's name as words; an actor's name inside it is written as its name (``without Russia``)."""
        return " ".join(self.actors.get(part, part) for part in value.split("_"))

    def changed(self, axis: AxisResult, value: str) -> str:
        """One option's new value, without who does it."""
        if axis.values != ["no", "yes"]:
            return f"{axis.text}: {self.value(value)}"
        return axis.text if value == "yes" else f"No longer: {lower_first(axis.text)}"

    def differences(self, before: Sequence[str], after: Sequence[str]) -> list[str]:
        """What differs between two states, one clause an option."""
        return [self.changed(axis, new) for axis, old, new in zip(self._axes, before, after, strict=True) if old != new]

    def told(self, before: Sequence[str], after: Sequence[str]) -> list[str]:
        """What differs, one clause an option with who does it: ``Armenia: the road = without Russia``."""
        out = []
        for axis, old, new in zip(self._axes, before, after, strict=True):
            if old == new:
                continue
            text = lower_first(axis.text)
            who = "" if axis.actor == "nature" else f"{self.actor(axis.actor)}: "
            if axis.values != ["no", "yes"]:
                out.append(f"{who}{text} = {self.value(new)}")
            elif new == "yes":
                out.append(f"{who}{text if who else axis.text}")
            else:
                out.append(f"{who}no longer “{text}”")
        return out


def short(name: str) -> str:
    """A name without its explanation in parentheses."""
    return name.split(" (", 1)[0]


def lower_first(words: str) -> str:
    """The first letter small, unless the first word looks like a name in capitals or holds one (``US``, ``McKay``)."""
    first = words.split(" ", 1)[0]
    return words if any(c.isupper() for c in first[1:]) else words[:1].lower() + words[1:]
