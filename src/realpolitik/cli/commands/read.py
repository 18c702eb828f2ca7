"""``realpolitik read``: draft a case from an article."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from realpolitik.cli.options import Output, Workers

if TYPE_CHECKING:
    import datetime

    from realpolitik.reading.actors.dictionary import Dictionary
    from realpolitik.reading.drafting.draft import Draft
    from realpolitik.reading.grammar.sentence import Grammar
    from realpolitik.reading.texts import Reading

ORDER = 71
SHOWN = 8  #: how many marks are printed


def command(
    articles: Annotated[
        list[str],
        typer.Argument(
            metavar="ARTICLE...",
            help="Text, Markdown, HTML or PDF files, - or example; several make one case. Or a folder: a case each.",
        ),
    ],
    output: Output = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day the text was written, such as 2025-07-02.")
    ] = None,
    horizon: Annotated[
        str | None,
        typer.Option("--horizon", metavar="DATE", help="The last day that questions look at (the end of next year)."),
    ] = None,
    actors: Annotated[
        Path | None,
        typer.Option("--actors", metavar="FILE", help="More actors, as YAML; they come before the shipped ones."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="NAME",
            help="A spaCy model of your own, or none; the one of the extra 'read' unless given.",
        ),
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Print the text with a mark at everything that was found.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="PAGE", help="Write the marked text as a page.")
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option(
            "--page",
            metavar="FILE",
            help="Where the page of the case will stand, for the links both ways "
            "(realpolitik-NAME.html in this folder, as report writes it).",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a draft or a page that is there already; never an article.")
    ] = False,
    workers: Workers = 0,
    llm: Annotated[
        str | None,
        typer.Option(
            "--llm",
            metavar="MODEL",
            help="Also let a language model suggest items (extra 'llm'); nothing is sent anywhere without this.",
        ),
    ] = None,
    llm_url: Annotated[
        str | None,
        typer.Option(
            "--llm-url",
            metavar="URL",
            help="Its endpoint, by the OpenAI protocol; or REALPOLITIK_LLM_URL. A key: REALPOLITIK_LLM_KEY.",
        ),
    ] = None,
) -> None:
    """Draft a case from an article: who says what, actors, events, explanations, questions, each with its quote.

    Works offline and runs nothing that a text says. The draft loads and runs, but all its judgements are neutral: a
    person finishes it, from the marks `check:` in it. A file that is there already is kept, unless --force is given.
    """
    from realpolitik.cli.delivery import deliver
    from realpolitik.cli.language_model import asked_for, named
    from realpolitik.errors import BadInput
    from realpolitik.reading.drafting.draft import case_name, draft
    from realpolitik.reading.showing import page as marked
    from realpolitik.reading.showing import shown

    if any(Path(article).is_dir() for article in articles):
        if show or force or html is not None or page is not None or horizon is not None or llm is not None:
            raise BadInput(
                "--show, --html, --page, --force, --horizon and --llm are for single articles, not for a folder; "
                "nothing was written."
            )
        _many(articles, output, _day("--date", date), actors, model, workers)
        return
    if page is not None and html is None:
        raise BadInput("--page tells the marked text where to link to, and needs --html; nothing was written.")
    _kept([*articles, *([str(actors)] if actors is not None else [])], output, html, force)
    suggester = named(llm, llm_url)
    readings = _read(articles, _day("--date", date), actors, model)
    name = (output.name if output is not None else Path(articles[0]).name) if articles[0] != "-" or output else "draft"
    of_case = page or Path(f"realpolitik-{case_name(name)}.html")
    if html is not None and os.path.realpath(of_case) == os.path.realpath(html):
        raise BadInput(f"{html} is where the page of the case will stand; nothing was written.")
    until, beside = _day("--horizon", horizon), _beside(html, of_case) if html is not None else None
    made = draft(readings, name, until, beside)
    if suggester is not None:
        asked = asked_for(readings, made, suggester)
        readings = asked.readings
        made = draft(readings, name, until, beside, asked.finish)
        typer.echo(f"Language model {asked.name}: {asked.tally.told()}.", err=True)
    if html is not None:
        link = _beside(of_case, html)
        deliver(marked(readings, list(made.notes), link, f"{made.case}: the text with its marks"), html)
    if show:
        deliver(shown(readings, list(made.notes)) + "\n", None)
    if output is not None:
        deliver(made.text, output)
        typer.echo("\n".join(_told(readings, made, output, html, page)))
    elif not show:
        deliver(made.text, None)


def _kept(given: list[str], output: Path | None, html: Path | None, force: bool) -> None:
    """Refuse before anything is read where a file would be lost: what is read is never written to, not by way of a
    link either; what is there already, only with ``--force``.
    """
    from realpolitik.errors import BadInput

    targets = [one for one in (output, html) if one is not None]
    if len(targets) == 2 and os.path.realpath(targets[0]) == os.path.realpath(targets[1]):
        raise BadInput(f"-o and --html both name {output}; nothing was written.")
    for target in targets:
        if not target.is_file():  # a pipe or a device has nothing to lose
            continue
        if any(Path(one).is_file() and os.path.samefile(one, target) for one in given if one != "-"):
            raise BadInput(f"{target} is itself what is read, and is never replaced; nothing was written.")
        if not force:
            raise BadInput(f"{target} is there already; --force replaces it; nothing was written.")


def _many(
    articles: list[str],
    output: Path | None,
    date: datetime.date | None,
    actors: Path | None,
    model: str | None,
    workers: int,
) -> None:
    """Draft every article of a folder into another folder; exit code 1 where one was skipped."""
    from realpolitik.cli.main import FINDINGS
    from realpolitik.cli.run import cores
    from realpolitik.errors import BadInput
    from realpolitik.play.workers import workers as several
    from realpolitik.reading import many
    from realpolitik.report.terminal.progress import stages

    if len(articles) > 1 or output is None:
        raise BadInput("a folder is read alone, and into another folder: -o FOLDER; nothing was written.")
    if output.exists() and not output.is_dir():
        raise BadInput(f"{output} is a file; -o names the folder for the drafts; nothing was written.")
    folder = Path(articles[0])
    total = len(many.articles(folder))
    if not total:
        raise BadInput(f"{folder} has no article ({', '.join(many.KINDS)}); nothing was written.")
    if actors is not None:
        from realpolitik.reading.actors.dictionary import with_file

        with_file(actors)  # a fault in it is told once, not for every article
    counts = {"drafted": 0, "there already": 0, "skipped": 0}
    processes = min(workers or cores(), total)
    with stages(lines=False) as progress, several(processes) as executor:
        found = many.many(folder, output, executor, processes, date=date, actors=actors, model=model)
        for number, done in enumerate(found, 1):
            counts[done.state] += 1
            if done.why:
                typer.echo(done.why, err=True)
            progress(f"Reading {folder}", number, total)
    told = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
    typer.echo(f"{output}: {told}; all judgements in the drafts are neutral.")
    if counts["skipped"]:
        raise typer.Exit(FINDINGS)


def _read(articles: list[str], date: datetime.date | None, actors: Path | None, model: str | None) -> list[Reading]:
    from realpolitik.reading.actors.dictionary import shipped, with_file
    from realpolitik.reading.grammar.spacy import grammar
    from realpolitik.reading.opening.files import opened
    from realpolitik.reading.texts import read_text
    from realpolitik.report.terminal.progress import stages

    texts = [opened(article, lambda: sys.stdin.buffer) for article in articles]
    book = with_file(actors) if actors is not None else shipped()
    parser = grammar(model)
    readings = []
    with stages(lines=False) as progress:
        for one in texts:
            progress(f"Reading {one.name}")

            def told(done: int, total: int, name: str = one.name) -> None:
                progress(f"Reading {name}", done, total)

            day = date or one.date
            readings.append(read_text(os.path.basename(one.name), one.text, book, parser, day, told))
    return _asked(readings, book, parser)


def _asked(readings: list[Reading], book: Dictionary, parser: Grammar) -> list[Reading]:
    """Where no text says when it was written and somebody sits at a terminal, ask."""
    if any(r.article.date for r in readings) or not any(r.article.paragraphs for r in readings):
        return readings
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return readings
    answer = typer.prompt(
        "When was it written (YYYY-MM-DD, empty: not known)", default="", show_default=False, err=True
    )
    day = _day("the date", answer or None)
    if day is None:
        return readings
    from realpolitik.reading.texts import read_text

    return [read_text(r.article.file, r.text, book, parser, day) for r in readings]


def _day(option: str, written: str | None) -> datetime.date | None:
    import datetime

    from realpolitik.errors import BadInput

    if written is None:
        return None
    try:
        return datetime.date.fromisoformat(written)
    except ValueError as error:
        raise BadInput(f"{option} {written} is not a day such as 2025-07-02; nothing was written.") from error


def _beside(target: Path, origin: Path) -> str:
    """The way from one page to another, as a link writes it."""
    return quote(Path(os.path.relpath(target, origin.parent)).as_posix())


def _told(readings: list[Reading], made: Draft, output: Path, html: Path | None, page: Path | None) -> list[str]:
    """What was drafted, in a few lines."""
    n = made.counts
    paragraphs = sum(len(r.article.paragraphs) for r in readings)
    lines = [
        f"{output}: a draft from {_n(paragraphs, 'paragraph')} of {_n(n['sources'], 'source')}; "
        "all its judgements are neutral.",
        f"  {_n(n['explanations'], 'explanation')}, {_n(n['evidence'], 'event')} as evidence, "
        f"{_n(n['actors'], 'actor')}, {_n(n['questions'], 'question')}, {_n(n['scenarios'], 'scenario')}, "
        f"{_n(n['advice'], 'piece')} of advice",
        f"  read with: {readings[0].grammar}",
    ]
    if html is not None:
        lines.append(f"  the text with its marks: {html}")
        written = f"realpolitik report {output}" + (f" -o {page}" if page is not None else "")
        lines.append(f"  linked with the page that '{written}' writes")
    lines.append(f"To decide, most important first ({len(made.marks)} marks):")
    lines += [f"  {mark.path}: {' '.join(mark.words.split())[:110]}" for mark in made.marks[:SHOWN]]
    if len(made.marks) > SHOWN:
        lines.append(f"  and {len(made.marks) - SHOWN} more, as `check:` in the file")
    lines.append(f"Next: realpolitik check {output}")
    return lines


def _n(count: int, one: str) -> str:
    """A number with its noun."""
    return f"{count} {one if count == 1 else one + 's'}"
