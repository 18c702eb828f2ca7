"""Opening files: every kind, and everything that is not what it says."""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path

import pytest

from realpolitik.errors import BadInput
from realpolitik.reading.opening.files import MOST_BYTES, MOST_CHARACTERS, from_bytes, opened

needs_read = pytest.mark.skipif(
    importlib.util.find_spec("trafilatura") is None, reason="the extra 'read' is not installed"
)
BODY = "".join(
    f"<p>On day {n} Kenya closed its border with Uganda, and nobody was told why it had been done so late.</p>"
    for n in range(6)
)
PAGE = f"""<!doctype html><html><head><title>The border</title><meta name="author" content="Ana Roe">
<meta property="article:published_time" content="2021-05-03">
<script>document.write("Peru attacked Chile")</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>The border</h1>{BODY}</article>
<footer>Cookies</footer></body></html>"""


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page, written by hand."""
    stream = "BT /F1 12 Tf 14 TL 50 750 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj{one}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF"
    return made + f"xref\n0 6\n0000000000 65535 f \n{trailer}".encode()


def test_text_keeps_every_character() -> None:
    text = "Ein Brief – “quoted”, \u202e\U0001f600.\n"
    assert from_bytes(text.encode(), "a.txt").text == text
    assert from_bytes(b"\xef\xbb\xbf" + text.encode(), "a.txt").text == text
    assert from_bytes(text.encode("utf-16"), "a.txt").text == text
    assert from_bytes(b"one\r\ntwo\r", "a.txt").text == "one\ntwo\n"


def test_standard_input_and_files(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Title\n\nText.\n", encoding="utf-8")
    assert opened(str(tmp_path / "a.md"), io.BytesIO).text.startswith("# Title")
    assert opened("-", lambda: io.BytesIO(b"from a pipe")).text == "from a pipe"


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"a\0b", "a.txt", "null byte at byte 2"),
        (b"Gen\xe9", "a.txt", "not UTF-8: byte 4, in line 1"),
        (b"", "a.txt", "no text"),
        (b" \n\t", "a.txt", "no text"),
        (b"PK\x03\x04rest", "a.docx", "a zip archive"),
        (b"\x1f\x8b", "a.txt", "a gzip archive"),
        (b"\x89PNG\r\n", "a.png", "a picture"),
        (b"hello", "a.pdf", "is none"),
        (b"\xff\xfea", "a.txt", "begins as UTF-16"),
        (b"x" * (MOST_BYTES + 1), "a.txt", "more than 20,000,000 bytes"),
        (b"word " * 500_000, "a.txt", f"at most {MOST_CHARACTERS:,}"),
    ],
)
def test_what_is_no_text_is_told(data: bytes, name: str, told: str) -> None:
    with pytest.raises(BadInput, match=r"Nothing was read\.$") as error:
        from_bytes(data, name)
    assert told in str(error.value)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    for argument, told in (
        (str(tmp_path), "is a folder"),
        (str(tmp_path / "no"), "no such file"),
        ("\0", "no such file"),
    ):
        with pytest.raises(BadInput, match=told):
            opened(argument, io.BytesIO)


@needs_read
def test_html_gives_title_author_date_and_main_text() -> None:
    found = from_bytes(PAGE.encode(), "a.html")
    assert found.text.startswith("The border\n\nBy Ana Roe\n\nOn day 0 Kenya")
    assert str(found.date) == "2021-05-03"
    assert "Peru" not in found.text
    assert "Cookies" not in found.text


@needs_read
@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<html><body></body></html>", "Copy its words into a text file and read that."),
        ("<html><script>alert(1)</script></html>", "a script fills it in a browser"),
        ("<p>Hi</p>", "it is very short"),
        ("<html>" + "<div>" * 5000, "more than 2,000 deep"),
        ("<p " + "".join(f"a{n}=b " for n in range(6000)) + ">Kenya attacked Uganda.</p>", "5,000 attributes"),
    ],
)
def test_html_without_a_text_is_told(page: str, words: str) -> None:
    with pytest.raises(BadInput, match=r"Nothing was read\.$") as error:
        from_bytes(page.encode(), "a.html")
    assert words in str(error.value)


@needs_read
def test_pdf_gives_its_lines() -> None:
    found = from_bytes(pdf(["Kenya closed its border with Uganda on Monday.", "Peru praised Chile."]), "a.pdf")
    assert "Kenya closed its border with Uganda on Monday." in found.text


@needs_read
@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.4\nnot one at all", pdf([""]), pdf(["x"])[:200]])
def test_a_pdf_that_is_none_is_told(data: bytes) -> None:
    with pytest.raises(BadInput, match="Nothing was read"):
        from_bytes(data, "a.pdf")
