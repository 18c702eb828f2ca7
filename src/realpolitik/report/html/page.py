"""The page: one self-contained HTML file with everything a reader needs to judge a thesis."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from realpolitik.analysis.result import Analysis
from realpolitik.registry import idea_name, ideas
from realpolitik.report import words
from realpolitik.report.formulas import Speaker
from realpolitik.report.html.citing import Citer, anchor
from realpolitik.report.html.hints import hinted
from realpolitik.report.saying import Listed, Numbers, say
from realpolitik.report.since import last_known
from realpolitik.report.unjudged import notice

#: What only who writes rules needs: comments, space beside signs, the last semicolon of a rule; quoted words stay.
_SPARE = re.compile(r"""("[^"]*")|/\*.*?\*/\s*|^\s+|\s*;\s*(?=})|\s*([{};])\s*|([:,])\s+""", re.MULTILINE | re.DOTALL)


def render(analysis: Analysis) -> str:
    """The whole page as text: same analysis, same bytes; nothing is loaded from outside and no script runs.

    A block is one module of ``report.html.blocks`` (what to say) and one template of the same name (how);
    a block whose ``view`` gives None is left out. A number comes by its address, ``n("explanations.x.posterior")``,
    and a sentence of likelihood from the checked set, ``say("range", ...)``.
    """
    templates = environment()
    speaker, citer = Speaker(analysis), Citer(analysis)
    shared = {
        "a": analysis,
        "n": Numbers(analysis),
        "notice": notice(analysis.unjudged, Numbers(analysis)),
        "outcomes_until": last_known(analysis),
        "say": say,
        "listing": Listed,
        "formula": speaker.say,
        "deny": speaker.is_false,
        "cite": citer.cite,
        "anchor": anchor,
    }
    blocks = []
    for name, module in ideas("realpolitik.report.html.blocks").items():
        view = module.view(analysis)
        if view is None:
            continue
        body = templates.get_template(f"{idea_name(module)}.html").render(view=view, **shared)
        blocks.append({"id": name.replace("_", "-"), "title": module.TITLE, "body": Markup(body)})
    return hinted(templates.get_template("page.html").render(blocks=blocks, style=Markup(style()), **shared), analysis)


@cache
def environment() -> Environment:
    """The templates, with the words of the report as filters."""
    made = Environment(
        loader=PackageLoader("realpolitik.report.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for function in (
        words.percent,
        words.capital,
        words.day,
        words.listed,
        words.count,
        words.quoted,
        words.spaced,
        words.title_of,
        words.one_sentence,
    ):
        made.filters[function.__name__] = function
    return made


@cache
def style() -> str:
    """Colours and figures first, then the page, which may overrule them, and what paper asks for."""
    figures, page = resources.files("realpolitik.figures"), resources.files("realpolitik.report.html")
    files = (figures / "colours.css", figures / "style.css", page / "style.css", page / "print.css")
    rules = "".join(file.read_text(encoding="utf-8") for file in files)
    return _SPARE.sub(lambda found: found[1] or found[2] or found[3] or "", rules)
