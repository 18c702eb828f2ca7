"""The text of a PDF by pypdf: page by page, lines joined to paragraphs."""

from __future__ import annotations

import importlib.util
import io
import logging
from statistics import median

from realpolitik.errors import BadInput
from realpolitik.reading.opening.files import MOST_CHARACTERS, NOT_READ, Opened

MOST_PAGES = 1000


def from_pdf(data: bytes, name: str) -> Opened:
    """The text of a PDF. Raises BadInput without the extra ``read``, or where it is locked, broken or only pictures."""
    if importlib.util.find_spec("pypdf") is None:
        raise BadInput(f"{name} is a PDF; to take the text out of it pip install 'realpolitik[read]'. {NOT_READ}")
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages: list[str] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadInput(f"{name} is locked with a password. {NOT_READ}")
        if len(reader.pages) > MOST_PAGES:
            raise BadInput(f"{name} has {len(reader.pages):,} pages; at most {MOST_PAGES:,} are read. {NOT_READ}")
        size = 0
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            size += len(pages[-1])
            if size > MOST_CHARACTERS:
                break
    except BadInput:
        raise
    except Exception as error:  # whatever a broken file does to the library, it is the file that is broken
        raise BadInput(f"{name} cannot be read as a PDF ({type(error).__name__}). {NOT_READ}") from error
    text = "\n".join(_paragraphs(page) for page in pages).replace("\0", "")
    if not text.strip():
        raise BadInput(f"{name} has no text: its pages are pictures. {NOT_READ}")
    return Opened(name, text)


def _paragraphs(page: str) -> str:
    """A line that ends a sentence and is clearly shorter than the others ends a paragraph."""
    lines = [line.rstrip() for line in page.splitlines()]
    usual = median([len(line) for line in lines if line] or [0])
    made: list[str] = []
    for line in lines:
        made.append(line)
        if line.endswith((".", "!", "?", ".”", '."', ":")) and len(line) < 0.8 * usual:
            made.append("")
    return "\n".join(made) + "\n"
