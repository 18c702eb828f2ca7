"""Texts made to break the drafter: each ends in a clear refusal or a draft, quickly, and in little memory.

``read`` runs in a process of its own, whose processor time and memory the system measures.
"""

from __future__ import annotations

import importlib.util
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from measured import measured
from realpolitik.case.loading import load

SECONDS = 30.0
MEGABYTES = 500
SAID = "Kenya closed its border with Uganda on 3 May 2020, and nobody in Nairobi was told why it had been done. "
needs_read = pytest.mark.skipif(
    importlib.util.find_spec("trafilatura") is None, reason="the extra 'read' is not installed"
)


def zipped(size: int) -> bytes:
    """A zip archive of one file of zeros."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * size)
    return made.getvalue()


def pdf_of_zeros(size: int) -> bytes:
    """A PDF of some hundred bytes whose page unpacks, twice over, to ``size`` zeros."""
    stream = zlib.compress(zlib.compress(b"\0" * size, 9), 9)
    head = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(stream)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        head + stream + b"\nendstream",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%sendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(made),
    )


def read(path: Path, tmp_path: Path) -> tuple[int, str, float, float]:
    """Exit code, all that was printed, processor seconds and megabytes of ``realpolitik read PATH -o draft.yaml``."""
    given = [str(path), "-o", str(tmp_path / "draft.yaml"), "--date", "2021-01-01"]
    return measured(["read", *given], tmp_path, 90)


#: name of the file -> its bytes, and words of the refusal
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "ten-megabytes.txt": (lambda: (SAID * 97_000).encode()[:10_000_000], "at most 2,000,000 are read at once"),
    "more-megabytes.txt": (lambda: b"x" * 30_000_000, "more than 20,000,000 bytes"),
    "null-bytes.txt": (lambda: SAID.encode() + b"\0" * 5_000_000, "null byte"),
    "no-pdf.pdf": (lambda: SAID.encode() * 1000, "is none"),
    "broken.pdf": (lambda: b"%PDF-1.7\n" + b"\xff\x00" * 500_000, "as a PDF"),
    "zip-bomb.docx": (lambda: zipped(200_000_000), "a zip archive"),
    "zip-bomb.txt": (lambda: zipped(200_000_000), "a zip archive"),
    "pdf-bomb.pdf": (lambda: pdf_of_zeros(400_000_000), "Nothing was read."),
    "deep.html": (lambda: b"<div>" * 500_000, "deep in each other"),
    "attributes.html": (
        lambda: b"<p " + b" ".join(b"a%d=b" % n for n in range(300_000)) + b">x</p>", "more than 5,000 attributes"),
    "entities.html": (lambda: b"<html><body>" + b"&amp;" * 2_500_000, "Nothing was read."),
}  # fmt: skip


@needs_read
@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused(name: str, tmp_path: Path) -> None:
    make, words = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(make())
    code, printed, seconds, megabytes = read(path, tmp_path)
    assert code == 2, printed[:2000]
    assert words in " ".join(printed.split())
    assert "Traceback" not in printed
    assert len(printed) < 2000
    assert not (tmp_path / "draft.yaml").exists()
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


#: name of the file -> its text, and words that the draft must quote
READ: dict[str, tuple[Callable[[], str], str]] = {
    "right-to-left.txt": (
        lambda: "\u202eКения напала. هاجمت كينيا أوغندا \u2067Iran attacked Iraq in 1981.\u2069 伊朗袭击了伊拉克。\n\n"
        "Iran\u200f attacked\u200f Kuwait on 3 May 1981. ערבית: Iran will attack Iraq.\n" * 20, "Iran"),
    "scripts.html": (
        lambda: "<html><head><script>document.write('Peru attacked Chile in 2020')</script></head><body><article>"
        + "".join(f"<p onclick='x()'>Day {n}: {SAID}<script>alert({n})</script><img src='http://127.0.0.1:9/x'></p>"
                  for n in range(6))
        + "<iframe src='file:///etc/passwd'></iframe></article></body></html>", "Kenya closed its border"),
    "one-long-sentence.txt": (lambda: "Kenya attacked Uganda in 2019 and " * 500 + "left.\n", "Kenya attacked Uganda"),
    "many-lines.txt": (lambda: SAID.strip() + "\n" + ":-)\n" * 30_000, "Kenya closed its border"),
}  # fmt: skip


@needs_read
@pytest.mark.parametrize("name", READ)
def test_what_is_strange_is_drafted(name: str, tmp_path: Path) -> None:
    make, words = READ[name]
    path = tmp_path / name
    path.write_text(make(), encoding="utf-8")
    code, printed, seconds, megabytes = read(path, tmp_path)
    assert code == 0, printed[:2000]
    assert "Traceback" not in printed
    draft = (tmp_path / "draft.yaml").read_text(encoding="utf-8")
    assert words in draft
    assert "Peru" not in draft
    assert "root:" not in draft
    load(tmp_path / "draft.yaml")
    assert seconds < SECONDS * 2
    assert megabytes < MEGABYTES
