"""Many articles, each to a draft of its own: in parallel, and where it was stopped, it goes on."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

from realpolitik.case.saving import write
from realpolitik.errors import RealpolitikError
from realpolitik.reading.actors.dictionary import Dictionary, shipped, with_file
from realpolitik.reading.drafting.draft import draft
from realpolitik.reading.grammar.sentence import Grammar
from realpolitik.reading.grammar.spacy import grammar
from realpolitik.reading.opening.files import NOT_READ, opened
from realpolitik.reading.texts import read_text

KINDS = (".txt", ".md", ".html", ".htm", ".pdf")
#: So many articles are under way at once for each process: memory does not grow with the folder.
AHEAD = 4


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one article: drafted, there already, or why not."""

    article: Path
    draft: Path
    state: str
    why: str = ""


def articles(folder: Path) -> list[Path]:
    """The articles of a folder by name, those of its subfolders included."""
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in KINDS and p.is_file())


def target(article: Path, folder: Path, output: Path) -> Path:
    """Where the draft of an article goes: the same place below ``output``, the kind of file kept in its name.

    >>> target(Path("in/a/b.txt"), Path("in"), Path("out")).as_posix()
    'out/a/b.txt.yaml'
    """
    return output / article.relative_to(folder).with_name(article.name + ".yaml")


def drafted(article: Path, to: Path, date: datetime.date | None, actors: Path | None, model: str | None) -> Done:
    """Draft one article into a file, written whole or not at all. What is wrong with it is told, not raised."""
    try:
        one = opened(str(article), _no_input)
        made = draft([read_text(article.name, one.text, _book(actors), _parser(model), date or one.date)], article.name)
        to.parent.mkdir(parents=True, exist_ok=True)
        write(to, made.text.encode("utf-8"))
    except RealpolitikError as error:
        return Done(article, to, "skipped", str(error))
    except OSError as error:
        return Done(article, to, "skipped", f"{error.strerror or error}. {NOT_READ}")
    return Done(article, to, "drafted")


@cache
def _parser(model: str | None) -> Grammar:
    return grammar(model)


@cache
def _book(actors: Path | None) -> Dictionary:
    return with_file(actors) if actors is not None else shipped()


def _no_input() -> BinaryIO:
    raise OSError("an article of a folder is a file")


def many(
    folder: Path,
    output: Path,
    executor: Executor | None,
    workers: int,
    *,
    date: datetime.date | None = None,
    actors: Path | None = None,
    model: str | None = None,
) -> Iterator[Done]:
    """What becomes of every article of a folder, as each is done. Drafts that are there already are kept as they are.

    ``executor`` draws on several processes, ``workers`` of them; None reads in this one.
    """
    waiting: set[Future[Done]] = set()
    for article in articles(folder):
        to = target(article, folder, output)
        if to.exists():
            yield Done(article, to, "there already")
        elif executor is None:
            yield drafted(article, to, date, actors, model)
        else:
            if len(waiting) >= AHEAD * workers:
                finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
            waiting.add(executor.submit(drafted, article, to, date, actors, model))
    for future in waiting:
        yield future.result()
