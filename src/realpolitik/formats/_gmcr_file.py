"""A ``.gmcr`` file as data, and back: its options, decision makers, what cannot be, and who moves together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from realpolitik.errors import BadInput

Term = tuple[tuple[int, bool], ...]  #: options (their indices) and whether each is taken: all of it
Statement = tuple[Term, ...]  #: any of the terms; a plain condition is one term
Ranking = tuple[tuple[int, ...], ...]  #: numbers of feasible states from 1, the best first, equals together

DIRECTIONS = {"both": "both", "fwd": "forward", "back": "back"}
#: Names of the same thing in later and earlier files; a file is written with both, so that every version reads it.
MANUAL = ("useManualPreferenceRanking", "useManualPreferenceVectors")
RANKING = ("preferenceRanking", "preferenceVector")


@dataclass(frozen=True)
class BitOption:
    """One option, taken or not; ``moves`` is ``both``, ``forward`` (it cannot be undone) or ``back``."""

    name: str
    moves: str = "both"


@dataclass(frozen=True)
class Maker:
    """One decision maker: its options' indices; its statements, the most important first, or its ranking."""

    name: str
    options: tuple[int, ...]
    preferences: tuple[Statement, ...] = ()
    misperceptions: tuple[Statement, ...] = ()
    ranking: Ranking | None = None


@dataclass(frozen=True)
class GmcrFile:
    """A whole file. ``manual``: rankings count, not statements. ``coalitions``: groups of two makers or more."""

    options: tuple[BitOption, ...]
    makers: tuple[Maker, ...]
    infeasibles: tuple[Statement, ...] = ()
    manual: bool = False
    coalitions: tuple[tuple[int, ...], ...] = ()


def parse(text: str, file: str) -> GmcrFile:
    """Read a file's text. Raises BadInput with the place of what cannot be read."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        hint = "" if text.lstrip()[:1] == "{" else " Files from before 2013 are no text; save them again with GMCR+."
        raise BadInput(f"{file}:{error.lineno}:{error.colno}  no JSON: {error.msg}; nothing was read.{hint}") from None
    except RecursionError:
        raise BadInput(f"{file}: nested too deeply; nothing was read.") from None
    return _Reader(file).whole(document)


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.count = 0

    def fault(self, at: str, what: str) -> BadInput:
        return BadInput(f"{self.file}: {at}: {what}; nothing was read.")

    def whole(self, document: Any) -> GmcrFile:
        if not isinstance(document, dict):
            raise BadInput(f"{self.file}: a .gmcr file is one JSON object; nothing was read.")
        options = tuple(self.option(o, f"options[{k}]") for k, o in enumerate(self.list(document, "options")))
        self.count = len(options)
        manual = any(self.flag(document, key) for key in MANUAL)
        makers = tuple(
            self.maker(m, f"decisionMakers[{k}]", manual) for k, m in enumerate(self.list(document, "decisionMakers"))
        )
        self.owners(options, makers)
        infeasibles = self.statements(document, "infeasibles", "infeasibles", wanted=True)
        return GmcrFile(options, makers, infeasibles, manual, self.coalitions(document, len(makers)))

    def option(self, given: Any, at: str) -> BitOption:
        if not isinstance(given, dict) or not isinstance(given.get("name"), str):
            raise self.fault(at, "an option is an object with a name")
        direction = given.get("permittedDirection", "both")
        if not isinstance(direction, str) or direction not in DIRECTIONS:
            raise self.fault(f"{at}.permittedDirection", f"{direction!r} is none of {', '.join(DIRECTIONS)}")
        return BitOption(given["name"], DIRECTIONS[direction])

    def maker(self, given: Any, at: str, manual: bool) -> Maker:
        if not isinstance(given, dict) or not isinstance(given.get("name"), str):
            raise self.fault(at, "a decision maker is an object with a name")
        options = [self.index(o, f"{at}.options[{k}]") for k, o in enumerate(self.list(given, "options", at))]
        ranking = None
        if manual:
            key = next((key for key in RANKING if given.get(key) is not None), None)
            if key is None:
                raise self.fault(at, f"{MANUAL[0]} is true, but there is no {RANKING[0]}")
            ranking = self.ranking(given[key], f"{at}.{key}")
        return Maker(
            given["name"],
            tuple(options),
            self.statements(given, "preferences", at),
            self.statements(given, "misperceptions", at),
            ranking,
        )

    def owners(self, options: tuple[BitOption, ...], makers: tuple[Maker, ...]) -> None:
        whose = [m for m in makers for _ in m.options]
        listed = [k for m in makers for k in m.options]
        for place, k in enumerate(listed):
            if k in listed[:place]:
                raise self.fault(
                    f"options[{k}]", f"{options[k].name!r} is an option of {whose[place].name!r} and again"
                )
        for k, option in enumerate(options):
            if k not in listed:
                raise self.fault(f"options[{k}]", f"{option.name!r} is an option of no decision maker")

    def index(self, given: Any, at: str) -> int:
        if isinstance(given, float) and given.is_integer():
            given = int(given)
        if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given < self.count:
            raise self.fault(at, f"{given!r} is no option; they are numbered 0 to {self.count - 1}")
        return given

    def statements(self, given: dict[str, Any], key: str, at: str, *, wanted: bool = False) -> tuple[Statement, ...]:
        where = key if wanted else f"{at}.{key}"
        if given.get(key) is None:
            return ()
        return tuple(self.statement(s, f"{where}[{k}]") for k, s in enumerate(self.list(given, key, at)))

    def statement(self, given: Any, at: str) -> Statement:
        if isinstance(given, dict):
            members = self.list(given, "members", at)
            return tuple(self.term(term, f"{at}.members[{k}]") for k, term in enumerate(members))
        return (self.term(given, at),)

    def term(self, given: Any, at: str) -> Term:
        if not isinstance(given, list):
            raise self.fault(at, 'a statement is a list of [option, "Y" or "N"]')
        found = []
        for k, pair in enumerate(given):
            here = f"{at}[{k}]"
            if not isinstance(pair, list) or len(pair) != 2 or pair[1] not in ("Y", "N"):
                raise self.fault(here, 'expected [option, "Y" or "N"]')
            found.append((self.index(pair[0], f"{here}[0]"), pair[1] == "Y"))
        return tuple(found)

    def ranking(self, given: Any, at: str) -> Ranking:
        if not isinstance(given, list):
            raise self.fault(at, "a ranking is a list of state numbers, equals in a list of their own")
        classes = []
        for k, entry in enumerate(given):
            numbers = entry if isinstance(entry, list) else [entry]
            if not numbers or not all(isinstance(n, int) and not isinstance(n, bool) and n > 0 for n in numbers):
                raise self.fault(f"{at}[{k}]", f"{entry!r} is no number of a state, nor a list of such")
            classes.append(tuple(numbers))
        return tuple(classes)

    def coalitions(self, document: dict[str, Any], makers: int) -> tuple[tuple[int, ...], ...]:
        found = []
        for k, given in enumerate(self.list(document, "coalitions") if document.get("coalitions") is not None else []):
            group = given if isinstance(given, list) else [given]
            for m in group:
                if not isinstance(m, int) or isinstance(m, bool) or not 0 <= m < makers:
                    raise self.fault(f"coalitions[{k}]", f"{m!r} is no decision maker; they are 0 to {makers - 1}")
            if len(set(group)) > 1:
                found.append(tuple(dict.fromkeys(group)))
        return tuple(found)

    def list(self, given: dict[str, Any], key: str, at: str = "") -> list[Any]:
        if not isinstance(given.get(key), list):
            raise self.fault(f"{at}.{key}" if at else key, "a list is missing here")
        found: list[Any] = given[key]
        return found

    def flag(self, document: dict[str, Any], key: str) -> bool:
        if not isinstance(document.get(key, False), bool):
            raise self.fault(key, "must be true or false")
        return bool(document.get(key))


def text_of(whole: GmcrFile, version: str) -> str:
    """The text of a file that every version of GMCR+ since 2013 can read."""
    words = {ours: theirs for theirs, ours in DIRECTIONS.items()}
    groups = {m: group for group in whole.coalitions for m in group}
    coalitions = [[*groups[m]] if m in groups else m for m in range(len(whole.makers)) if groups.get(m, (m,))[0] == m]
    document = {
        "program": "realpolitik",
        "version": version,
        "options": [{"name": o.name, "permittedDirection": words[o.moves]} for o in whole.options],
        "decisionMakers": [_maker(m, whole.manual) for m in whole.makers],
        "infeasibles": [_statement(s) for s in whole.infeasibles],
        **dict.fromkeys(MANUAL, whole.manual),
        "coalitions": coalitions,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _maker(maker: Maker, manual: bool) -> dict[str, Any]:
    out: dict[str, Any] = {"name": maker.name, "options": list(maker.options)}
    out["preferences"] = [_statement(s) for s in maker.preferences]
    out["misperceptions"] = [_statement(s) for s in maker.misperceptions]
    if manual and maker.ranking is not None:
        ranking = [list(c) if len(c) > 1 else c[0] for c in maker.ranking]
        out |= dict.fromkeys(RANKING, ranking)
    return out


def _statement(statement: Statement) -> Any:
    terms = [[[k, "Y" if taken else "N"] for k, taken in term] for term in statement]
    return terms[0] if len(terms) == 1 else {"compound": True, "members": terms}
