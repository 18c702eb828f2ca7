"""The texts that the tests read: the shipped example, and the development article beside the project where it is
there.
"""

from __future__ import annotations

import datetime
from functools import cache
from importlib import resources
from pathlib import Path

from realpolitik.reading.actors.dictionary import shipped
from realpolitik.reading.events.event import Event
from realpolitik.reading.grammar.sentence import Grammar
from realpolitik.reading.grammar.spacy import grammar
from realpolitik.reading.texts import Reading, read_text

ROOT = Path(__file__).resolve().parents[2]
BESIDE = [folder / "shared" / "seed" / "article.txt" for folder in ROOT.parents]
ARTICLE = next((file for file in BESIDE if file.is_file()), BESIDE[0])
WRITTEN = datetime.date(2025, 7, 2)


@cache
def parser() -> Grammar:
    """The installed parser, loaded once."""
    return grammar()


@cache
def example() -> Reading:
    """The shipped example, read."""
    text = (resources.files("realpolitik.reading") / "data" / "example.txt").read_text(encoding="utf-8")
    return read_text("example.txt", text, shipped(), parser())


@cache
def article() -> Reading:
    """The development article, read as of 2 July 2025."""
    return read_text("article.txt", ARTICLE.read_text(encoding="utf-8"), shipped(), parser(), WRITTEN)


def read(text: str, date: datetime.date | None = None, *, plain: bool = False) -> Reading:
    """A short text of a test, read with the parser or without."""
    return read_text("text", text, shipped(), grammar("none") if plain else parser(), date)


def coded(event: Event) -> tuple[str, list[str], list[str]]:
    """Type, sources and targets of an event."""
    return event.kind, [p.code for p in event.sources], [p.code for p in event.targets]
