"""The main text of an HTML page by trafilatura: no script is run and nothing is fetched."""

from __future__ import annotations

import datetime
import importlib.util
import re

from realpolitik.errors import BadInput
from realpolitik.reading.opening.files import NOT_READ, Opened

#: Deeper pages are not made by people, and would end a parser's stack.
DEEPEST = 2000
#: Nor are elements with more attributes than this; each is compared with all before it.
MOST_ATTRIBUTES = 5000


def from_html(page: str, name: str) -> Opened:
    """Title, author and paragraphs of a page, with its comments where it has them, as one text.

    Raises BadInput without the extra ``read``, and where the page has no main text.
    """
    if importlib.util.find_spec("trafilatura") is None:
        raise BadInput(f"{name} is HTML; to take the text out of it pip install 'realpolitik[read]'. {NOT_READ}")
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    if _depth(page) > DEEPEST:
        raise BadInput(f"{name}: its elements lie more than {DEEPEST:,} deep in each other. {NOT_READ}")
    if any(len(tag[0].split()) > MOST_ATTRIBUTES for tag in re.finditer(r"<[A-Za-z][^<>]{10000,}", page)):
        raise BadInput(f"{name}: an element has more than {MOST_ATTRIBUTES:,} attributes. {NOT_READ}")
    try:
        found = trafilatura.bare_extraction(
            page, include_comments=True, include_tables=False, with_metadata=True, favor_recall=True
        )
    except Exception as error:  # whatever a broken page does to a parser, it is the page that is broken
        raise BadInput(f"{name} cannot be read as HTML ({type(error).__name__}). {NOT_READ}") from error
    body = getattr(found, "text", None) if found is not None else None
    if not body or not body.strip():
        raise BadInput(
            f"{name}: no main text was found in the page: it is very short, or a script fills it in a browser. "
            f"Copy its words into a text file and read that. {NOT_READ}"
        )
    title, author = getattr(found, "title", None), getattr(found, "author", None)
    comments = getattr(found, "comments", None)
    parts = [title] if title else []
    if author and not re.search(rf"(?m)^By {re.escape(author)}", body):
        parts.append(f"By {author.replace(';', ' and')}")
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    parts += [line for line in lines if line != title]
    if comments and comments.strip():
        parts += ["Comments", *(line.strip() for line in comments.splitlines() if line.strip())]
    return Opened(name, "\n\n".join(parts) + "\n", _date(getattr(found, "date", None)))


def _depth(page: str) -> int:
    """How deep elements lie in each other, at most: counted, not parsed."""
    deep = most = 0
    for tag in re.finditer(
        r"<(/?)(?:div|span|section|article|table|tr|td|ul|ol|li|p|b|i|em|font|blockquote|center|form)\b",
        page,
        re.IGNORECASE,
    ):
        deep = max(0, deep - 1) if tag[1] else deep + 1
        most = max(most, deep)
    return most


def _date(written: object) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(written)[:10])
    except ValueError:
        return None
