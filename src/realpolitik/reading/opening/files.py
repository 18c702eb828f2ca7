"""Opens what a person wants read, and says clearly why something cannot be: no text is guessed, nothing is fetched or
run.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import BinaryIO

from realpolitik.errors import BadInput

#: A file may have this many bytes, and its text this many characters (about 300,000 words).
MOST_BYTES, MOST_CHARACTERS = 20_000_000, 2_000_000
#: The name of the shipped article.
EXAMPLE = "example"
NOT_READ = "Nothing was read."
_PACKED = {
    b"PK\x03\x04": "a zip archive (also a .docx, .odt or .epub is one)",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a rar archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A text to be read: ``text`` is what all offsets count; ``date`` is the day it says it was written, where its
    format carries one.
    """

    name: str
    text: str
    date: datetime.date | None = None


def opened(argument: str, standard_input: Callable[[], BinaryIO]) -> Opened:
    """The text that ``argument`` names: a file, ``-``, or ``example``. Raises BadInput where there is none."""
    if argument == "-":
        return from_bytes(standard_input().read(MOST_BYTES + 1), "standard input")
    path = Path(argument)
    if argument == EXAMPLE and not path.exists():
        text = (resources.files("realpolitik.reading") / "data" / "example.txt").read_text(encoding="utf-8")
        return Opened("example.txt", text)
    if path.is_dir():
        raise BadInput(f"{argument} is a folder; name the files in it. {NOT_READ}")
    try:
        if not path.exists():
            raise BadInput(f"{argument}: there is no such file. {NOT_READ}")
        if not path.is_file():
            raise BadInput(
                f"{argument} is a device or a pipe, not a file. Name a file; or give - and pipe the text in. {NOT_READ}"
            )
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise BadInput(f"{argument} cannot be read: {getattr(error, 'strerror', None) or error}. {NOT_READ}") from None
    return from_bytes(data, argument)


def from_bytes(data: bytes, name: str) -> Opened:
    """The text in the bytes of a file; what they are is told by the bytes, then by the name."""
    if len(data) > MOST_BYTES:
        raise BadInput(f"{name} has more than {MOST_BYTES:,} bytes. {NOT_READ}")
    for start, words in _PACKED.items():
        if data.startswith(start):
            raise BadInput(f"{name} is {words}, not a text. {NOT_READ}")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from realpolitik.reading.opening.pdf import from_pdf

        return _bounded(from_pdf(data, name))
    if name.lower().endswith(".pdf"):
        raise BadInput(f"{name} is called a PDF but is none (it does not begin with %PDF-). {NOT_READ}")
    text = decoded(data, name)
    low = text[:2000].lower()
    if name.lower().endswith((".html", ".htm", ".xhtml")) or "<!doctype html" in low or "<html" in low:
        from realpolitik.reading.opening.html import from_html

        return _bounded(from_html(text, name))
    return _bounded(Opened(name, text))


def decoded(data: bytes, name: str) -> str:
    """Bytes as text: UTF-8, or UTF-16 with its mark. Raises BadInput with the place of the first wrong byte."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise BadInput(f"{name} begins as UTF-16 but is not ({error.reason}). {NOT_READ}") from None
    zero = data.find(b"\0")
    if zero >= 0:
        raise BadInput(f"{name} has a null byte at byte {zero + 1:,}: it is no text. {NOT_READ}")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput(
            f"{name} is not UTF-8: byte {error.start + 1:,}, in line {line:,}. Save it as UTF-8. {NOT_READ}"
        ) from None


def _bounded(found: Opened) -> Opened:
    if len(found.text) > MOST_CHARACTERS:
        raise BadInput(
            f"{found.name} has {len(found.text):,} characters; at most {MOST_CHARACTERS:,} are read at once. {NOT_READ}"
        )
    if not found.text.strip():
        raise BadInput(f"{found.name} has no text: it is empty, or has only spaces and line ends. {NOT_READ}")
    return found
