"""Reads a formula's text into a tree: a small hand-written Pratt parser with exact columns.

From the tightest to the loosest: ``==  !=  in [..]``, ``not``, ``and``, ``or``, and then ``A if B`` (B implies A),
``A implies B`` and ``A iff B``, which do not chain without parentheses. Nothing is ever evaluated as Python.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from realpolitik.case.tree import And, Compare, Iff, Implies, Not, Or, Threshold, Tree, Word

#: Words that cannot name anything.
RESERVED = frozenset(
    re.split(" ", "and or not in if implies iff at least of else then ever never before by true false yes no nature")
)
#: Parentheses, ``not`` and ``at least`` may be this deep.
MAX_DEPTH = 60

_LOOSE = frozenset({"if", "implies", "iff"})
_HABITS = {
    "=": "==", "&&": "and", "&": "and", "||": "or", "|": "or", "!": "not", "<>": "!=", "===": "==", "=>": "implies",
    "->": "implies", "<->": "iff", "<=>": "iff",
}  # fmt: skip
_WORD_HABITS = {"AND": "and", "OR": "or", "NOT": "not", "IN": "in", "IF": "if", "IFF": "iff", "And": "and", "Or": "or"}


class FormulaError(ValueError):
    """A fault in a formula's text; ``start`` and ``end`` are character offsets in the text as written."""

    def __init__(self, slug: str, message: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.slug, self.message, self.start, self.end, self.hint = slug, message, start, end, hint


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # "word", "end", or the sign itself
    text: str
    start: int
    end: int


def is_name_character(character: str) -> bool:
    """Letters, digits, combining marks of any script and ``_`` may stand in a name."""
    return character.isalnum() or character == "_" or unicodedata.category(character) in ("Mn", "Mc")


def is_name(text: str) -> bool:
    """Whether ``text`` can name something in a formula (one word without dots, not reserved)."""
    return bool(text) and all(map(is_name_character, text)) and text not in RESERVED


def _tokens(text: str) -> Iterator[_Token]:
    at, end = 0, len(text)
    while at < end:
        c = text[at]
        if c.isspace():
            at += 1
        elif is_name_character(c):
            stop = at + 1
            while stop < end and (
                is_name_character(text[stop])
                or (text[stop] == "." and stop + 1 < end and is_name_character(text[stop + 1]))
            ):
                stop += 1
            yield _Token("word", unicodedata.normalize("NFC", text[at:stop]), at, stop)
            at = stop
        elif c in "()[],":
            yield _Token(c, c, at, at + 1)
            at += 1
        else:
            stop = at + 1
            while stop < end and text[stop] in "=<>!&|-~^+*/":
                stop += 1
            sign = text[at:stop]
            if sign not in ("==", "!="):
                hint = f"write '{_HABITS[sign]}'" if sign in _HABITS else ""
                if sign == "-":
                    hint = "names have letters, digits and '_', no '-'"
                if sign in ("<", ">", "<=", ">="):
                    hint = "values have names, not sizes: use '== value' or 'in [value, value]'"
                raise FormulaError("unexpected-sign", f"'{sign}' has no meaning in a formula", at, stop, hint)
            yield _Token(sign, sign, at, stop)
            at = stop
    yield _Token("end", "", end, end)


def parse(text: str) -> Tree:
    """The tree of a formula. Raises ``FormulaError`` with the exact place of the first fault."""
    parser = _Parser(text)
    tree = parser.expression(0)
    parser.finish()
    return tree


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.at = 0
        self.depth = 0

    @property
    def now(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        token = self.tokens[self.at]
        if token.kind != "end":
            self.at += 1
        return token

    def is_word(self, *words: str) -> bool:
        return self.now.kind == "word" and self.now.text in words

    def deeper(self, token: _Token) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormulaError("formula-too-deep", f"more than {MAX_DEPTH} levels deep", token.start, token.end)

    def expression(self, power: int) -> Tree:
        """Everything that binds tighter than ``power``: or 20, and 30, the loose ones 10."""
        left = self.operand()
        while self.now.kind == "word":
            word = self.now.text
            if word == "or" and power < 20:
                left = Or((left, *self.rest("or", 20)))
            elif word == "and" and power < 30:
                left = And((left, *self.rest("and", 30)))
            elif word in _LOOSE and power < 10:
                left = self.loose(left)
            else:
                break
        return left

    def rest(self, word: str, power: int) -> Iterator[Tree]:
        while self.is_word(word):
            self.take()
            yield self.expression(power)

    def loose(self, left: Tree) -> Tree:
        word = self.take()
        right = self.expression(10)
        if self.is_word(*_LOOSE):
            again = self.now
            raise FormulaError(
                "chained-condition",
                f"'{word.text}' and '{again.text}' do not chain",
                again.start,
                again.end,
                "put one of the two in parentheses",
            )
        if word.text == "if":
            return Implies(right, left)
        return Implies(left, right) if word.text == "implies" else Iff(left, right)

    def operand(self) -> Tree:
        token = self.take()
        if token.kind == "(":
            self.deeper(token)
            inside = self.expression(0)
            self.close(")", token)
            self.depth -= 1
            return inside
        if token.kind != "word":
            raise self.unexpected(token, "a name is missing here" if token.kind == "end" else "")
        if token.text == "not":
            self.deeper(token)
            part = self.operand()
            self.depth -= 1
            return Not(part)
        if token.text == "at" and self.is_word("least"):
            return self.at_least(token)
        if token.text in RESERVED:
            raise self.unexpected(token, f"'{token.text}' cannot stand here")
        return self.comparison(Word(token.text, token.start, token.end))

    def at_least(self, start: _Token) -> Tree:
        self.take()
        number = self.take()
        if not (number.kind == "word" and number.text.isascii() and number.text.isdigit() and len(number.text) < 5):
            raise self.unexpected(number, "'at least' is followed by a number")
        if not self.is_word("of"):
            raise self.unexpected(self.now, "'of' is missing", "at least 2 of (a, b, c)")
        self.take()
        opening = self.take()
        if opening.kind != "(":
            raise self.unexpected(opening, "'(' is missing", "at least 2 of (a, b, c)")
        self.deeper(start)
        parts = [self.expression(0)]
        while self.now.kind == ",":
            self.take()
            parts.append(self.expression(0))
        self.close(")", opening)
        self.depth -= 1
        count = int(number.text)
        if not 1 <= count <= len(parts):
            raise FormulaError(
                "at-least-count", f"{count} of {len(parts)} statements cannot hold" if count > len(parts)
                else "at least 0 always holds", number.start, number.end,
            )  # fmt: skip
        return Threshold(count, tuple(parts))

    def comparison(self, name: Word) -> Tree:
        token = self.now
        if token.kind in ("==", "!="):
            self.take()
            value = self.value()
            if self.now.kind in ("==", "!="):
                raise self.unexpected(self.now, "comparisons do not chain", "join them with 'and'")
            return Compare(name, (value,), token.kind == "!=")
        negated = False
        if self.is_word("not") and self.tokens[self.at + 1].text == "in":
            self.take()
            negated = True
        if self.is_word("in"):
            self.take()
            opening = self.take()
            if opening.kind != "[":
                raise self.unexpected(opening, "'[' is missing", "name in [value, value]")
            values = [self.value()]
            while self.now.kind == ",":
                self.take()
                values.append(self.value())
            self.close("]", opening)
            return Compare(name, tuple(values), negated)
        return Compare(name)

    def value(self) -> Word:
        token = self.take()
        allowed = token.text not in RESERVED or token.text in ("yes", "no", "true", "false")
        if token.kind != "word" or not allowed or "." in token.text:
            raise self.unexpected(token, "a value is missing here")
        return Word({"true": "yes", "false": "no"}.get(token.text, token.text), token.start, token.end)

    def close(self, sign: str, opening: _Token) -> None:
        if self.now.kind != sign:
            if self.now.kind == "end":
                raise FormulaError(
                    "formula-syntax", f"'{opening.text}' is never closed", opening.start, opening.end,
                    "inside { } or [ ] put a formula with commas in quotes",
                )  # fmt: skip
            raise self.unexpected(self.now, f"'{sign}' is missing")
        self.take()

    def finish(self) -> None:
        if self.now.kind != "end":
            raise self.unexpected(self.now, "")

    def unexpected(self, token: _Token, message: str, hint: str = "") -> FormulaError:
        if token.text in _WORD_HABITS:
            hint = f"write '{_WORD_HABITS[token.text]}'"
        if not message:
            message = f"'{token.text}' is not expected here"
        return FormulaError("formula-syntax", message, token.start, max(token.end, token.start + 1), hint)
