"""Bytes to a tree of nodes with places: YAML 1.2, without tags, aliases, merges, or anything deep or huge."""

from __future__ import annotations

import stat
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from realpolitik.case.node import Node, place, underline
from realpolitik.errors import BadInput, CaseFaults, Fault, Severity

MAX_BYTES = 1_000_000
MAX_DEPTH = 60
#: Keys, values, lists and tables of a file: what loads within seconds.
MAX_NODES = 60_000
#: So many faults are kept; nobody reads more at once.
MOST_FAULTS = 500
#: A fault's words are no longer than this, however long the names in the file are.
LONGEST_MESSAGE = 600


@dataclass
class Document:
    """A case file as text and tree; ``faults`` collects what is wrong with it."""

    file: str
    text: str
    root: Node | None = None
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def line(self, number: int) -> str:
        """The text of a line, counted from 1."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def add(
        self,
        slug: str,
        message: str,
        node: Node | None,
        *,
        hint: str = "",
        span: tuple[int, int] | None = None,
        path: str | None = None,
        severity: Severity = "error",
    ) -> None:
        """Note a fault at a node, or at characters ``span`` of a scalar's text."""
        if node is None:
            self._keep(Fault(slug, message, path or "", self.file, hint=hint, severity=severity))
            return
        if span is None:
            line, column, length = node.line, node.column, underline(self.text, node)
        else:
            line, column, length = place(self.text, node, *span)
        where = node.path if path is None else path
        self._keep(Fault(slug, message, where, self.file, line, column, length, self.line(line), hint, severity))

    def add_at(self, slug: str, message: str, line: int, column: int, *, hint: str = "", path: str = "") -> None:
        """Note a fault at a line and column."""
        self._keep(Fault(slug, message, path, self.file, line, column, 1, self.line(line), hint))

    def _keep(self, fault: Fault) -> None:
        """Keep a fault; raises ``CaseFaults`` with all so far where there are too many to go on."""
        if len(fault.message) > LONGEST_MESSAGE or len(fault.hint) > LONGEST_MESSAGE:
            fault = replace(fault, message=_clipped(fault.message), hint=_clipped(fault.hint))
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)
        elif fault.severity == "error":
            words = f"and more than {MOST_FAULTS:,} faults in all; mend these first"
            self.faults.append(Fault("more-faults", words, "", self.file, 1, 1, 1, self.line(1)))
            self.raise_errors()

    def sorted_faults(self) -> tuple[Fault, ...]:
        """All faults in file order, without repeats."""
        return tuple(dict.fromkeys(sorted(self.faults, key=lambda f: (f.line, f.column, f.slug, f.message))))

    def raise_errors(self) -> None:
        """Raise ``CaseFaults`` if there is any error."""
        if any(f.severity == "error" for f in self.faults):
            raise CaseFaults(self.sorted_faults())


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST_MESSAGE else text[:LONGEST_MESSAGE] + "…"


def read_bytes(path: Path) -> bytes:
    """The bytes of a case file, one more than allowed at most.

    Raises ``BadInput`` for a missing or an unreadable file, and for whatever is no file: a folder, a pipe, a device.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise BadInput(f"{path} is a folder; name the case file in it. Nothing was read.")
        if not stat.S_ISREG(mode):
            raise BadInput(f"{path} is a device or a pipe, not a file. Nothing was read. Use - for standard input.")
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise BadInput(f"{path}: there is no such file. Nothing was read.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"{path} cannot be read: {reason}. Nothing was read.") from None


def read_document(data: bytes, file: str) -> Document:
    """The document in ``data``. Raises ``CaseFaults`` if it has no tree at all; lesser faults stay in ``faults``."""
    if len(data) > MAX_BYTES:
        document = Document(file, "")
        document.add_at("too-large", f"the file has more than {MAX_BYTES:,} bytes", 1, 1)
        document.raise_errors()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        document = Document(file, before.decode("utf-8", "replace"))
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        kind = "UTF-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ""
        message = f"the file is {kind}, not UTF-8 text" if kind else "the file is not UTF-8 text"
        document.add_at("not-utf8", message, line, column, hint="save it again as UTF-8")
        document.raise_errors()
        raise
    document = Document(file, text)
    _refuse_control_characters(document)
    document.raise_errors()
    try:
        _Builder(document).build()
    except YAMLError as error:
        _note_syntax(document, error)
    except (ValueError, IndexError, AttributeError, TypeError, KeyError, AssertionError) as error:
        # ruamel meets some broken texts with bare Python errors
        document.add_at("yaml-syntax", f"the text is not YAML ({type(error).__name__} while reading it)", 1, 1)
    if document.root is None:
        document.raise_errors()
    return document


def _refuse_control_characters(document: Document) -> None:
    for number, line in enumerate(document.lines, 1):
        if line.isprintable():
            continue
        for column, c in enumerate(line, 1):
            bad = c != "\t" and unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs")
            if bad or c in "\ufeff\ufffe\uffff":
                name = f"U+{ord(c):04X}"
                document.add_at("control-character", f"the invisible character {name} stands here", number, column)
                break


class _StopError(Exception):
    """The tree cannot be built further; the fault is already noted."""


class _Builder:
    """Builds the tree from ruamel's events without recursion."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.open: list[Node] = []
        self.key: list[Node | None] = []
        self.keys: list[set[str]] = []
        self.root: Node | None = None
        self.nodes = 0

    def build(self) -> None:
        try:
            documents = 0
            for event in YAML(typ="safe", pure=True).parse(self.document.text):
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    self.start_document(event, documents)
                self.take(event)
        except _StopError:
            return
        if self.root is None or self.root.is_empty:
            self.document.add_at("empty-file", "the file holds no case", 1, 1)
        elif self.root.kind != "map":
            self.fault("not-a-table", "a case is a table of 'key: value' lines", self.root)
        else:
            self.document.root = self.root

    def start_document(self, event: Any, documents: int) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if documents > 1:
            self.document.add_at("several-documents", "a file holds one case; a second one begins here", line, column)
            raise _StopError
        version = getattr(event, "version", None)
        if version is not None and tuple(version) != (1, 2):
            self.document.add_at(
                "yaml-version", "case files are YAML 1.2", line, column, hint="take the %YAML line out"
            )
            raise _StopError
        if getattr(event, "tags", None):
            self.document.add_at("yaml-tag", "tags have no place in a case file", line, column)
            raise _StopError

    def take(self, event: Any) -> None:
        if isinstance(event, AliasEvent):
            self.refuse("yaml-alias", f"the alias '*{event.anchor}' has no place in a case file", event)
        if isinstance(event, ScalarEvent):
            self.refuse_marks(event)
            node = self.node(event, "text")
            node.text, node.style = event.value, event.style or ""
            self.attach(node)
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self.refuse_marks(event)
            node = self.node(event, "map" if isinstance(event, MappingStartEvent) else "list")
            node.flow = bool(event.flow_style)
            self.attach(node)
            self.open.append(node)
            self.key.append(None)
            self.keys.append(set())
            if len(self.open) > MAX_DEPTH:
                self.fault("too-deep", f"more than {MAX_DEPTH} levels deep", node)
                raise _StopError
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self.open.pop().end = event.end_mark.index
            self.key.pop()
            self.keys.pop()

    def node(self, event: Any, kind: Any) -> Node:
        start, end = event.start_mark, event.end_mark
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.refuse("too-large", f"the file has more than {MAX_NODES:,} keys and values", event)
        return Node(kind, None, start.line + 1, start.column + 1, start.index, end.index)

    def attach(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if parent.kind == "list":
            node.trail = (len(parent.items), parent.trail)
            parent.items.append(node)
            return
        key = self.key[-1]
        if key is None:
            node.trail = parent.trail
            if node.kind != "text":
                self.fault("key-not-text", "a key is one word or text; this is a list or a table", node)
                raise _StopError
            self.take_key(parent, node)
            return
        node.trail = key.trail
        parent.pairs.append((key, node))
        self.key[-1] = None

    def take_key(self, parent: Node, key: Node) -> None:
        key.text = unicodedata.normalize("NFC", key.text)
        key.trail = (key.text, parent.trail)
        if key.text == "<<" and not key.style:
            self.fault("yaml-alias", "merging with '<<' has no place in a case file", key)
        if key.text in self.keys[-1]:
            self.fault("double-key", f"'{key.text}' stands here for the second time", key)
        self.keys[-1].add(key.text)
        self.key[-1] = key

    def refuse_marks(self, event: Any) -> None:
        if getattr(event, "anchor", None):
            self.refuse("yaml-alias", f"the anchor '&{event.anchor}' has no place in a case file", event)
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) not in ("", "!"):
            self.refuse("yaml-tag", f"the tag '{tag}' has no place in a case file", event)

    def refuse(self, slug: str, message: str, event: Any) -> None:
        self.document.add_at(slug, message, event.start_mark.line + 1, event.start_mark.column + 1)
        raise _StopError

    def fault(self, slug: str, message: str, node: Node) -> None:
        self.document.add(slug, message, node)


#: What ruamel says -> what an analyst can use.
_PLAIN_WORDS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a second ': ' stands in this line", "put the text in quotes"),
    ("cannot start any token", "this character cannot begin a value", "indent with spaces; quote texts that begin so"),
    ("expected ',' or '}'", "the table in { } is not closed, or its text needs quotes", "put the text in quotes"),
    ("expected ',' or ']'", "the list in [ ] is not closed, or its text needs quotes", "put the text in quotes"),
    ("found unexpected end of stream", "a quote is opened and never closed", ""),
    ("expected <block end>", "this line is not indented like its neighbours", "use the same number of spaces"),
    ("could not find expected ':'", "a ':' is missing in this line or the one above", ""),
    ("found unknown escape character", "inside double quotes, \\ has a meaning of its own", "use single quotes"),
    ("found undefined alias", "'*' at the start of a value has a meaning of its own", "put the text in quotes"),
    ("expected alphabetic or numeric", "'*' or '&' at the start of a value has a meaning of its own", "use quotes"),
    ("but found another document", "a file holds one case; a second one begins here", ""),
    ("found a tab", "a tab stands where spaces are needed", "indent with spaces"),
)


def _note_syntax(document: Document, error: YAMLError) -> None:
    message, hint, line, column = "the text is not YAML", "", 1, 1
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        said = " ".join(str(part) for part in (error.problem, error.context) if part)
        if mark is not None:
            line, column = mark.line + 1, mark.column + 1
    else:
        said = str(error)
    for sign, words, advice in _PLAIN_WORDS:
        if sign in said:
            message, hint = words, advice
            break
    else:
        message = f"the text is not YAML: {said.splitlines()[0][:100]}" if said else message
    document.add_at("yaml-syntax", message, line, column, hint=hint)
