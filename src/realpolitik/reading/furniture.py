"""What a page says around its text: buttons, counters, notices. Left out, and named with the reason."""

from __future__ import annotations

import re

#: Lines that are furniture of a page wherever they stand, in the words sites use.
_LINES = re.compile(
    r"""(?ix) ^ \s* (?:
      print \s+ friendly .* | print \s+ this .* | pdf \s* (?:&|and) \s* e?-?mail | e?-?mail \s+ this .* |
      share (?: \s+ (?:this|on|via) .* | \s* : .* )? | tweet | pin \s* it | whats ?app | facebook | twitter | linkedin | reddit | telegram |
      reply (?: \s* [↓→] )? | reply \s+ to \s+ .{1,40} | leave \s+ a \s+ (?:reply|comment) .* | post \s+ (?:a \s+)? comment |
      log \s+ in .{0,40} | sign \s+ (?:in|up) .{0,60} | subscribe .{0,60} | your \s+ e-?mail \s+ address \s+ will .* |
      required \s+ fields .* | save \s+ my \s+ name .* | notify \s+ me .* | cancel \s+ reply |
      posted \s+ (?:on|in|by) \b .{0,60} | filed \s+ under .* | tags? \s* : .* | categor(?:y|ies) \s* : .* |
      topics \s* : .* | related \s+ (?:posts?|articles?|stories) .{0,40} | read \s+ (?:more|next|also) .{0,80} | see \s+ also \s* : .* |
      continue \s+ reading .{0,40} | advertisement | sponsored .{0,30} | skip \s+ to \s+ (?:main \s+)? content |
      view \s+ all \s+ .{0,30} | load \s+ more .{0,20} | show \s+ (?:more|comments?) .{0,20} | back \s+ to \s+ top |
      (?:previous|next) \s+ (?:post|article) .* | like \s+ this \s* : .* | loading\.* | (?:©|copyright \b) .{0,100} |
      all \s+ rights \s+ reserved .* | this \s+ entry \s+ was \s+ posted .* | bookmark \s+ the \s+ permalink .* |
      accept (?: \s+ all)? \s+ cookies .* | we \s+ use \s+ cookies .* | permalink | edit | flag | report \s+ (?:this \s+)? comment |
      \d+ \s+ (?:likes?|shares?|views?|retweets?) | \d+ \s+ min(?:ute)?s? \s+ read
    ) \s* [.|·]? \s* $ """
)
_COUNTER = re.compile(r"(?i)^\s*#*\s*(?:(\d[\d,]*|no|one)\s+(?:comments?|responses?|replies|thoughts?)\b.{0,80}|comments?(?:\s*\((\d+)\))?\s*:?)\s*$")


def reason(line: str) -> str | None:
    """Why a line is left out: ``furniture``; None for a line of the text.

    >>> reason("Print Friendly, PDF & Email"), reason("Reply"), reason("Reply to the ultimatum came late.")
    ('furniture', 'furniture', None)
    """
    return "furniture" if _LINES.match(line) else None


def comment_counter(line: str) -> tuple[bool, int | None]:
    """Whether a line opens the comments, and how many it promises where it says.

    >>> comment_counter("6 comments"), comment_counter("Comments (12)"), comment_counter("He had comments.")
    ((True, 6), (True, 12), (False, None))
    """
    found = _COUNTER.match(line)
    if not found:
        return False, None
    number = (found[1] or found[2] or "").replace(",", "")
    return True, int(number) if number.isdigit() else None
