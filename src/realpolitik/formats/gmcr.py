"""Conflicts of GMCR+ (``.gmcr``), of every version since 2013: the same states with the same numbers, the same wishes.

What it holds
    Decision makers, their options and which of them cannot be undone, statements of preference or rankings of states,
    states that cannot be, states that a decision maker takes to be impossible (``misperceptions``), coalitions. An
    option with several values becomes several options, "this value or a later one".
What is lost
    Writing: sources, reasons, today's state (GMCR+ has none), ``sure`` (a wish counts from 50 % on), what actors
    believe of each other; nature's events stay as they are now. Reading: statements, where a ranking counts.
    `export` names all that the case at hand loses. Conditions on moves, and wishes that differ between worlds, cannot
    be written; that is told and nothing is.
Reference
    The files of gmcr-py 0.2 to 0.3.12 (O. Petersons). States are numbered from 1 over those that can exist, the first
    option being the lowest binary digit.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.starting import name_from
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.formats._gmcr_file import GmcrFile, Maker, Ranking, Statement, Term, parse, text_of
from realpolitik.formats._gmcr_writing import file_of
from realpolitik.formats._lost import AUDIENCES, COALITIONS, IMPOSSIBLE, left_out
from realpolitik.formats._naming import name_of, quoted
from realpolitik.formats._one_order import nature_as_now, numbers

if TYPE_CHECKING:
    from realpolitik.case.case import Case

NAME = "gmcr"
ORDER = 30
TITLE = "conflict of GMCR+"
ENDINGS = (".gmcr",)
NEXT = "solve"
MOST_OPTIONS = 24
MOST_NUMBERS = 8  #: states with another number that are told one by one


def read(text: str, file: str) -> str:
    """The text of a case that says what the file says. Raises BadInput with the place of what cannot be read."""
    return _CaseText(parse(text, file), file).text()


def write(case: Case) -> str:
    """A case's conflict as a .gmcr file. Raises BadInput where it holds what such a file cannot."""
    from realpolitik import __version__

    return text_of(file_of(case), __version__)


def lost(case: Case) -> list[str]:
    """What of a case a .gmcr file does not carry, a sentence each; and which states have another number there."""
    found = left_out(case, "a .gmcr file", (AUDIENCES, COALITIONS, IMPOSSIBLE))
    space = StateSpace.of(case)  # where nature's events leave states out, those after them move up
    here = [n for n in numbers(space, nature_as_now(space)).ravel(order="F").tolist() if n]
    moved = [f"{n} is {there} there" for there, n in enumerate(here, start=1) if n != there]
    if moved:
        more = ", and more" if len(moved) > MOST_NUMBERS else ""
        found.append(f"Numbers of states: {', '.join(moved[:MOST_NUMBERS])}{more}.")
    return found


def remarks(text: str, file: str) -> list[str]:
    """What a case that was read has otherwise than the file: where today is set."""
    return _CaseText(parse(text, file), file).remarks()


class _CaseText:
    def __init__(self, whole: GmcrFile, file: str) -> None:
        self.whole, self.file = whole, file
        if len(whole.options) > MOST_OPTIONS:
            raise BadInput(f"{file}: {len(whole.options)} options are more than {MOST_OPTIONS}; nothing was read.")
        self.actors: list[str] = []
        self.options: dict[int, str] = {}
        for k, maker in enumerate(whole.makers, start=1):
            actor = name_of(maker.name, f"actor_{k}", self.actors)
            self.actors.append(actor)
            own: list[str] = []
            for o in sorted(maker.options):
                own.append(name_of(whole.options[o].name, f"option_{o + 1}", own))
                self.options[o] = f"{actor}.{own[-1]}"
        feasible = np.ones(2 ** len(whole.options), dtype=np.bool_)
        for statement in whole.infeasibles:
            feasible &= ~self.holds(statement)
        self.states = np.flatnonzero(feasible)
        if not self.states.size:
            raise BadInput(f"{file}: infeasibles: no state is left that can exist; nothing was read.")
        self.scenarios: dict[str, str] = {}
        self.order = [o for maker in whole.makers for o in sorted(maker.options)]

    def holds(self, statement: Statement) -> NDArray[np.bool_]:
        state = np.arange(2 ** len(self.whole.options), dtype=np.int64)
        out = np.zeros(state.size, dtype=np.bool_)
        for term in statement:
            each = [(state >> o & 1) == taken for o, taken in term]
            out |= np.logical_and.reduce(each) if each else True
        return out

    def text(self) -> str:
        now = int(self.states[0])
        lines = [f"# From {self.file}.", *(f"# {line}" for said in self.remarks() for line in wrap(said, 116))]
        lines += ["realpolitik: 1", f"case: {name_from(self.file.rsplit('.', 1)[0])}"]
        lines += [f"title: {quoted(f'The conflict of {self.file}')}", "", "actors:"]
        if not self.whole.makers:
            raise BadInput(f"{self.file}: decisionMakers: there is nobody; nothing was read.")
        for actor, maker in zip(self.actors, self.whole.makers, strict=True):
            lines += self.actor(actor, maker, now)
        if self.order != sorted(self.order):
            lines += ["", "# As in the file, where the options of a decision maker do not stand together."]
            lines += ["option_order:", *(f"  - {self.options[o]}" for o in sorted(self.order))]
        if self.whole.coalitions:
            lines += ["", "coalitions:"]
        names: list[str] = []
        for group in self.whole.coalitions:
            names.append(name_of("_".join(self.actors[m] for m in group), "coalition", names))
            lines.append(f"  {names[-1]}: [{', '.join(self.actors[m] for m in group)}]")
        rules = [self.formula(s) for s in self.whole.infeasibles if s]
        lines += ["", "rules:", *(f"  - never: {rule}" for rule in rules)] if rules else []
        if self.scenarios:
            lines += ["", "# The states of the rankings by their numbers in the file.", "scenarios:"]
            lines += [f"  {name}: {formula}" for name, formula in self.scenarios.items()]
        return "\n".join(lines) + "\n"

    def remarks(self) -> list[str]:
        if int(self.states[0]):
            return ["No option taken cannot be: the status quo is the first state that can. Set it with `now`."]
        return []

    def actor(self, name: str, maker: Maker, now: int) -> list[str]:
        lines = [f"  {name}:", f"    name: {quoted(maker.name)}"]
        if maker.options:
            lines.append("    options:")
        for o in sorted(maker.options):
            option = self.whole.options[o]
            more = f", moves: {option.moves}" if option.moves != "both" else ""
            more += ", now: yes" if now >> o & 1 else ""
            lines.append(f"      {self.options[o].partition('.')[2]}: {{text: {quoted(option.name)}{more}}}")
        if maker.ranking is not None:
            ranking = self.ranking(name, maker.name, maker.ranking)
            lines += [f"    ranking: [{', '.join(ranking)}]"] if ranking else []
        else:
            said = [self.formula(s) for s in maker.preferences if s and () not in s]
            lines += ["    prefers:", *(f"      - {s}" for s in said)] if said else []
        mistaken = [self.formula(s) for s in maker.misperceptions if s]
        lines += ["    thinks_impossible:", *(f"      - {s}" for s in mistaken)] if mistaken else []
        return lines

    def ranking(self, name: str, words: str, ranking: Ranking) -> list[str]:
        """The scenarios of a ranking, the best first; the last class is what is left."""
        listed = [n for equals in ranking for n in equals]
        for n in listed:
            if n > self.states.size:
                raise self.fault(words, f"there is no state {n}, only {self.states.size} can exist")
            if listed.count(n) > 1:
                raise self.fault(words, f"state {n} stands in it {listed.count(n)} times")
        if missing := sorted(set(range(1, self.states.size + 1)) - set(listed)):
            raise self.fault(words, f"state {missing[0]} is missing")
        found = []
        for place, equals in enumerate(ranking[:-1], start=1):
            states = [self.state(n) for n in equals]
            if len(states) > 1:
                made = name_of(f"{name}_place_{place}", "place", [*self.actors, *self.scenarios])
                self.scenarios[made] = " or ".join(states)
                states = [made]
            found += states
        return found

    def fault(self, words: str, what: str) -> BadInput:
        return BadInput(f"{self.file}: the ranking of {words!r}: {what}; nothing was read.")

    def state(self, number: int) -> str:
        made = f"state_{number}"
        while made in self.actors:
            made += "_"
        decimal = int(self.states[number - 1])
        term = tuple((o, bool(decimal >> o & 1)) for o in self.order)
        self.scenarios.setdefault(made, self.formula((term,)))
        return made

    def formula(self, statement: Statement) -> str:
        return " or ".join(self.term(t, alone=len(statement) == 1) for t in statement)

    def term(self, term: Term, *, alone: bool) -> str:
        if not term:
            first = self.options[self.order[0]]
            return f"({first} or not {first})"
        said = [self.options[o] if taken else f"not {self.options[o]}" for o, taken in term]
        together = " and ".join(said)
        return together if alone or len(said) == 1 else f"({together})"
