"""What the authors of a text conclude and what commenters conclude is counted apart."""

from __future__ import annotations

import re

from realpolitik.analysis.result import Analysis
from realpolitik.report.headline import bottom_line
from realpolitik.report.html.page import render
from realpolitik.report.markdown import markdown
from realpolitik.report.voices import Voice, voices


def speaking(analysis: Analysis, kinds: dict[str, str | None]) -> Analysis:
    """The same with other kinds of sources."""
    return analysis.model_copy(
        update={"sources": [s.model_copy(update={"kind": kinds.get(s.id, s.kind)}) for s in analysis.sources]}
    )


def test_an_author_and_commenters_each_have_their_own(analysis: Analysis) -> None:
    author = next(s for s in analysis.sources if s.id == "korybko")
    said = ["comment_1", "korybko", "comment_3", "korybko"]
    assert voices(analysis, said) == [
        Voice(str(author.by), f"{author.by}'s", "concludes", (1, 3)),
        Voice("commenters", "the commenters'", "conclude", (0, 2)),
    ]
    assert voices(analysis, ["comment_1"]) == [Voice("a commenter", "one commenter's", "concludes", (0,))]
    assert voices(analysis, ["korybko", "wire"]) == [Voice("its authors", "the authors'", "conclude", (0, 1))]
    assert voices(analysis, []) == []


def test_without_commenters_the_text_speaks_as_a_whole(analysis: Analysis) -> None:
    told = speaking(analysis, {s.id: "opinion" for s in analysis.sources})
    assert voices(told, ["comment_1", "korybko"]) == [Voice("the text", "the text's", "concludes", (0, 1))]


def test_the_page_the_bottom_line_and_markdown_keep_them_apart(analysis: Analysis) -> None:
    author, commenters = voices(analysis, [c.who for c in analysis.conclusions])
    page = " ".join(re.sub(r"<[^>]*>", "", render(analysis)).split())
    text = markdown(analysis)
    for voice in (author, commenters):
        assert f"What {voice.who} {voice.verb}" in page
        assert f"What {voice.who} {voice.verb}:" in text
    [part] = [p for p in bottom_line(analysis) if p.label == "What the text says otherwise"]
    assert f"of {author.whose} " in part.text
    assert f"of {commenters.whose} " in part.text
