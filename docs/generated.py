"""Writes the reference pages that follow from the program itself, before Sphinx reads the sources.

The pages stand in ``reference/generated/`` and are not kept under version control.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import notebooks
from notebooks import raw

FOLDER = Path(__file__).parent / "reference" / "generated"
NOTEBOOK = Path(__file__).parent / "tutorials" / "notebook.ipynb"
PICTURED = "2025-syunik"  #: the case whose pictures stand on the page of figures


def faults_page() -> str:
    """Every fault by its slug: what it means and how to mend it."""
    from realpolitik.case.faults import MEANINGS

    head = (
        "# Faults of a case file\n\nA fault is shown with its place in the file and, where there is one,\n"
        "the nearest valid name. All faults of a file are shown at once and nothing is run. The slug never changes;\n"
        "`realpolitik explain SLUG` prints what stands here.\n"
    )
    entries = [
        f"## {slug}\n\n{escaped(text.what)} *To mend it:* {escaped(text.mend)}\n"
        for slug, text in sorted(MEANINGS.items())
    ]
    return "\n".join([head, *entries])


def escaped(text: str) -> str:
    """Plain words for Markdown: code spans stay, everything else that Markdown would read as markup is literal."""
    parts = re.split(r"(``[^`]*``|`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([<>{}$*_\[\]])", r"\\\1", part) for part in parts)


def commands_page() -> str:
    """What ``--help`` says of the program and of every command."""
    from typer.testing import CliRunner

    from realpolitik.cli.main import COMMANDS, app
    from realpolitik.registry import ideas

    head = (
        "# The command line\n\nExit codes: 0 done, 1 findings, 2 bad input, 3 a bug of ours; 130 after Ctrl-C.\n"
        "`NO_COLOR=1` turns colours off; `REALPOLITIK_DEBUG=1` shows the traceback of a bug.\n"
        "While you wait, a bar on the terminal shows the time left; where there is no terminal, or with `NO_COLOR`,\n"
        "each stage is a line on standard error. `REALPOLITIK_QUIET=1` keeps both away.\n"
    )
    program = app()
    pages = [head]
    for name in ideas(COMMANDS):
        shown = CliRunner().invoke(program, [name.replace("_", "-"), "--help"], prog_name="realpolitik").output
        pages.append(f"## {name.replace('_', '-')}\n\n```text\n{shown.rstrip()}\n```\n")
    return "\n".join(pages)


def stability_page() -> str:
    """The manual page of every stability concept, from its docstring."""
    return manual("Stability concepts", "", "realpolitik.conflict.stability")


def preferences_page() -> str:
    """The manual page of every structure of preferences, from its docstring."""
    words = "What wishes may mean beside one order of the states: `realpolitik solve CASE --preferences NAME`.\n"
    return manual("Structures of preferences", words, "realpolitik.conflict.structures")


def manual(title: str, words: str, package: str) -> str:
    """The manual pages of the ideas of a package, one after another."""
    from realpolitik.registry import ideas

    pages = [f"# {title}\n", *([words] if words else [])]
    for name, module in ideas(package).items():
        page, _, example = inspect.cleandoc(module.__doc__ or "").partition("\n>>> ")
        pages.append(f"## {name}: {module.TITLE}\n")
        for heading, told in re.findall(r"^(\w[\w ]*)\n((?:[ \t]+\S.*\n?)+)", page + "\n", re.MULTILINE):
            if heading != "Reference":
                pages.append(f"**{heading}.** {escaped(' '.join(told.split()))}\n")
        pages.append(f"**Reference.** {{cite:t}}`{module.REFERENCE}`\n\n```python\n>>> {example.rstrip()}\n```\n")
    return "\n".join(pages)


def library_page() -> str:
    """The shipped cases with what each is about."""
    from realpolitik import load
    from realpolitik.library import shelf

    pages = ["# Shipped cases\n\n`realpolitik library NAME` says where a case is and what it shows.\n"]
    for name in shelf.names():
        case = load(shelf.path(name))
        about = " ".join((case.about or "").split())
        pages.append(f"## {name}\n\n**{escaped(case.title)}** {escaped(about)}\n")
    return "\n".join(pages)


def language_page() -> str:
    """Every part of a case file with its keys, what may stand there, and an example: from the models themselves."""
    from realpolitik.case.schema.examples import EXAMPLES
    from realpolitik.case.schema.listing import parts, provenance, values

    examples = dict(EXAMPLES)

    def example(name: str) -> str:
        return f"```yaml\n{examples.pop(name)}```\n"

    pages = [
        "# Every key of a case file\n\nWhat each key means and what may stand there.\n"
        "{doc}`/reference/case-language` tells the whole.\n"
        "Each example becomes a case with `case:`, `title:` and `as_of:` above it.\n"
    ]
    where = provenance()
    for part in parts():
        own = [key for key in part.keys if not (part.has_provenance and key in where)]
        pages.append(f"## {part.title}\n\n{escaped(part.words)}\n\n{key_table(own)}")
        if part.has_provenance:
            pages.append("And [where it comes from](#where-it-comes-from).\n")
        pages.append(example(part.name))
    pages.append(f"## Where it comes from\n\n{key_table(where)}{example('Judgement')}")
    pages.append("## Single values and branches\n\n| what | how it is written |\n|---|---|")
    pages[-1] += "".join(f"\n| {name} | {cell(words)} |" for name, words in values()) + "\n"
    pages += [example(name) for name in list(examples)]
    return "\n".join(pages)


def key_table(keys: Any) -> str:
    """The keys of a part as a table."""
    lines = ["| key | may be | meaning |", "|---|---|---|"]
    for key in keys:
        default = f" Unless written: `{key.default}`." if key.default else ""
        needed = " (needed)" if key.needed else ""
        lines.append(f"| `{key.name}`{needed} | {cell(key.may_be)} | {cell(key.words)}{default} |")
    return "\n".join([*lines, "", ""])


def cell(text: str) -> str:
    """Words for a cell of a table."""
    return escaped(text).replace("|", "\\|")


def figures_page() -> str:
    """Every figure with its manual page and its picture of a shipped case."""
    from realpolitik import analyse, figures, load
    from realpolitik.figures._picture import framed
    from realpolitik.library import shelf
    from realpolitik.registry import ideas

    whole = analyse(load(shelf.path(PICTURED)), draws=0)
    pages = [
        f"# Figures\n\nThe pictures are those of the shipped case `{PICTURED}`, unless another is named. The page of\n"
        "`realpolitik report` holds most of them; from Python each shows itself: `realpolitik.figures.show(NAME,\n"
        "analysis)`. Put the mouse on a row, or move to a figure with the keyboard: its exact numbers take the place\n"
        "of its titles.\n",
        raw(f"<style>{theme_style()}</style>"),
    ]
    for name, module in ideas("realpolitik.figures").items():
        pages.append(f"## {name}: {module.TITLE}\n")
        page = inspect.cleandoc(module.__doc__ or "") + "\n"
        for heading, words in re.findall(r"^(\w[\w ]*)\n((?:[ \t]+\S.*\n?)+)", page, re.MULTILINE):
            pages.append(f"**{heading}.** {escaped(' '.join(words.split()))}\n")
        own = getattr(module, "PICTURED", None)  # a figure for small cases names the one it shows
        if own is not None:
            pages.append(f"The pictures below are of the shipped case `{own}`.\n")
        shown = whole if own is None else analyse(load(shelf.path(own)), draws=0)
        for choices in getattr(module, "EXAMPLES", ({},)):
            pages.append(raw(framed(module.TITLE, figures.show(name, shown, **choices).drawing, heading=False)))
    return "\n".join(pages)


def formats_page() -> str:
    """The manual page of every file format, from its docstring."""
    from realpolitik.registry import ideas

    pages = [
        "# File formats\n\n`realpolitik import FILE -o CASE` turns another tool's file into a case, "
        "`realpolitik export CASE -o FILE` writes\nwhat such a tool can hold of one. The ending tells the format, or "
        "`--as NAME`.\n"
    ]
    for name, module in ideas("realpolitik.formats").items():
        ways = [way for way, function in (("import", "read"), ("export", "write")) if hasattr(module, function)]
        pages.append(f"## {name}: {module.TITLE}\n\n{' and '.join(ways)}; `{'`, `'.join(module.ENDINGS)}`\n")
        page = inspect.cleandoc(module.__doc__ or "") + "\n"
        for heading, words in re.findall(r"^(\w[\w ]*)\n((?:[ \t]+\S.*\n?)+)", page, re.MULTILINE):
            pages.append(f"**{heading}.** {escaped(' '.join(words.split()))}\n")
    return "\n".join(pages)


def theme_style() -> str:
    """Colours of figures where a reader of these pages has chosen light or dark by their button."""
    from importlib import resources

    colours = (resources.files("realpolitik.figures") / "colours.css").read_text(encoding="utf-8")
    light, dark = (" ".join(block.split()) for block in re.findall(r":root \{([^}]*)\}", colours)[:2])
    return "".join(
        f'body[data-theme="{theme}"] .realpolitik-figure {{ {block} }}\n'
        for theme, block in (("light", light), ("dark", dark))
    )


def notebook_page() -> str:
    """The notebook of the tutorial with what its cells show now. Raises ``CellFailed`` where the file keeps another."""
    notebook = notebooks.Notebook.read(NOTEBOOK)
    shown = notebook.run()
    if told := notebooks.differing(notebook, shown):
        raise notebooks.CellFailed("\n".join([*told, f"look at it, then: python docs/notebooks.py {NOTEBOOK}"]))
    words = notebooks.page(notebook, shown)
    head, _, rest = words.partition("\n")
    return f"{head}\n\n{raw(f'<style>{theme_style()}</style>')}\n{rest}"


PAGES = {
    "faults": faults_page,
    "language": language_page,
    "commands": commands_page,
    "stability": stability_page,
    "preferences": preferences_page,
    "cases": library_page,
    "formats": formats_page,
    "figures": figures_page,
    "notebook": notebook_page,
}


def write(_app: Any = None) -> None:
    """Write the pages whose text has changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        path, text = FOLDER / f"{name}.md", page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def setup(app: Any) -> dict[str, bool]:
    """Sphinx asks this of every extension."""
    app.connect("builder-inited", write)
    return {"parallel_read_safe": True}
