"""``realpolitik report``: the whole analysis, as a page, as JSON or as ten lines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from realpolitik.cli.options import CaseArgument, Draws, On, Output, Seed, Workers
from realpolitik.errors import BadInput

ORDER = 60
#: What is said to who asks for a PDF: browsers lay the page out better than any library that was tried.
PRINTING = (
    "the page is laid out for A4: make it with `--format html`, open it in a browser and print it to a PDF file. "
    "Nothing was written."
)

Kind = Literal["html", "json", "md", "pdf", "text"]
ENDINGS: dict[str, Kind] = {".json": "json", ".md": "md", ".pdf": "pdf", ".txt": "text"}

Form = Annotated[
    Kind | None,
    typer.Option("--format", help="One HTML page, all as JSON or Markdown, how to get a PDF, or ten lines of text."),
]


def command(
    case: CaseArgument,
    format: Form = None,
    seed: Seed = 1,
    draws: Draws = 16,
    workers: Workers = 0,
    on: On = None,
    output: Output = None,
) -> None:
    """Analyse a case and write one page that opens anywhere: beliefs, scenarios, questions, what to watch.

    Without -o the page goes to realpolitik-NAME.html in this folder; JSON, Markdown and text are printed. Without
    --format the ending of the file decides (.html, .json, .md, .txt), and it is a page where there is none.
    For a PDF you are told how to print the page.
    """
    from realpolitik.cli.delivery import check_place, deliver
    from realpolitik.cli.opening import open_case
    from realpolitik.cli.run import analysed
    from realpolitik.report.html.page import render
    from realpolitik.report.markdown import markdown
    from realpolitik.report.terminal.summary import summary

    kind = format or _by_ending(output)
    if kind == "pdf":
        raise BadInput(PRINTING)
    check_place(output)
    analysis = analysed(open_case(case), seed=seed, draws=draws, workers=workers, on=on)
    if kind == "json":
        deliver(analysis.model_dump_json(indent=1) + "\n", output)
    elif kind == "md":
        deliver(markdown(analysis), output)
    elif kind == "text":
        deliver("\n".join(summary(analysis, None)) + "\n", output)
    else:
        page = output or Path(f"realpolitik-{analysis.case.slug}.html")
        deliver(render(analysis), page)
        typer.echo("\n".join(summary(analysis, page.resolve())))


def _by_ending(output: Path | None) -> Kind:
    return "html" if output is None else ENDINGS.get(output.suffix.lower(), "html")
