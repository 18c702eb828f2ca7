"""Files as people write them: the same tree in flow and block styles, with comments, blank lines and odd line ends."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass

from hypothesis import strategies as st

NAMES = ["us_deal", "impulse", "Իրան", "Россия", "中国", "azərbaycan", "a-b", "2025-12-31", "if", "else", "x y", "é"]
TEXTS = [
    "20%", "likely", "20-40%", "not (invade and russia.defend)", "Come to Armenia's defence", "2025-06-30", "yes", "no",
    "Who opens the road, and against whom?", "one: two", "a #b", "a # b", "«Հայաստան»", "# all", "- x", "[a", "{b}",
    "100 000 ₽", "🜂 ok", "null", "~", "", " padded ", 'he said "no"', "it's", "back\\slash", "&a", "*b", "!t", "%d",
    "@x", "`y`", "a, b", "a,b", "trailing:", "?", "- ", "...", "---", "true", "1e9", ":x", "x:y",
]  # fmt: skip
LEAF = st.sampled_from(TEXTS)
TREES = st.dictionaries(
    st.sampled_from(NAMES),
    st.recursive(
        LEAF,
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3)
            | st.dictionaries(st.sampled_from(NAMES), inner, min_size=1, max_size=3)
        ),
        max_leaves=6,
    ),
    min_size=1,
    max_size=4,
)
Tree = str | list["Tree"] | dict[str, "Tree"]


@dataclass
class Writer:
    """Writes a tree as YAML in styles chosen by ``dice``."""

    dice: random.Random
    newline: str

    def scalar(self, text: str) -> str:
        plain = (
            text and text[0].isalnum() and all(c.isalnum() or c in " _.%()-'" for c in text) and text == text.strip()
        )
        ways = [json.dumps(text, ensure_ascii=False), "'" + text.replace("'", "''") + "'"]
        return text if plain and self.dice.random() < 0.7 else self.dice.choice(ways)

    def flow(self, tree: Tree) -> str:
        gap = self.dice.choice(["", " "])
        if isinstance(tree, list):
            return f"[{gap}" + f",{self.dice.choice(['', ' ', '  '])}".join(map(self.flow, tree)) + f"{gap}]"
        if isinstance(tree, dict):
            pairs = [f"{self.scalar(k)}: {self.flow(v)}" for k, v in tree.items()]
            return f"{{{gap}" + ", ".join(pairs) + f"{gap}}}"
        return self.scalar(tree)

    def end(self) -> str:
        """The end of a line: perhaps spaces, a comment, blank lines, lines of comment."""
        comment = self.dice.choice(["", "", "", "   ", "  # who says so: «x» {", " # [a, b"])
        blank = self.dice.choice(["", "", "", self.newline, "  # a line of its own" + self.newline])
        return comment + self.newline + blank

    def block(self, tree: Tree, indent: int) -> str:
        """The lines of a table or list, the first one indented too."""
        pad, deeper = " " * indent, indent + self.dice.choice([1, 2, 2, 4])
        lines = []
        for part in tree.items() if isinstance(tree, dict) else [(None, one) for one in tree]:
            key, value = part
            head = pad + ("-" if key is None else self.scalar(str(key)) + ":")
            if isinstance(value, str) and self.literal(value) and self.dice.random() < 0.3:
                sign = self.dice.choice(["|-", ">-"])
                lines.append(f"{head} {sign}{self.newline}{' ' * deeper}{value}{self.newline}")
            elif isinstance(value, str) or self.dice.random() < 0.4:
                lines.append(f"{head} {self.flow(value)}{self.end()}")
            elif key is None and self.dice.random() < 0.7:
                inner = self.block(value, indent + 2)
                lines.append(f"{pad}- {inner[indent + 2 :]}")
            else:
                lines.append(f"{head}{self.end()}{self.block(value, deeper)}")
        return "".join(lines)

    def literal(self, text: str) -> bool:
        return bool(text) and text == text.strip()


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """The bytes of a file."""
    tree = draw(TREES)
    dice = random.Random(draw(st.integers(0, 2**32)))
    writer = Writer(dice, dice.choice(["\n", "\n", "\r\n"]))
    text = dice.choice(["", "# first line" + writer.newline, writer.newline]) + writer.block(tree, 0)
    if dice.random() < 0.3:
        text = text.rstrip("\r\n")
    return dice.choice(["", "", "\ufeff"]).encode() + text.encode()
