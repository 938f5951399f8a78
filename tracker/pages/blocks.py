"""An element's text as blocks: paragraphs, headings, list items, table rows, captions and quotes, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree
from lxml.etree import _Element as Element

from tracker.pages.frame import is_foreign
from tracker.pages.tree import fold_space, read_marks
from tracker.records import BlockKind

KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.ITEM),
    "tr": BlockKind.ROW,
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "figure": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
}
BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "picture",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
        "audio",
        "object",
    ]
)
SILENT = frozenset(
    [
        "rt",
        "rp",
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "form",
        "button",
        "select",
        "iframe",
        "svg",
        "input",
        "textarea",
        "head",
        "object",
        "video",
        "audio",
        "canvas",
        "footer",
    ]
)
CAPTION = re.compile(
    r"caption|credit|photo-?by|image-?(?:desc|info|source)|pictsrc|legende|bildunterschrift|wp-caption-text"
)
SIDE = re.compile(
    r"(?:^|[\s_-])(?:shar(?:e|ing)|social|tags?|toolbar|tools|bio|author(?:-?(?:box|info|bio|card))?|byline|login|sign-?(?:up|in)|subscri\w*"
    r"|paywall-(?:box|offer|teaser|overlay|banner)|lightbox|player|promoted|sponsor\w*|partner|regist(?:er|ration)|offer|rating|survey|poll|mehr-zum-thema"
    r"|hidden|hide|visually-?hidden|sr-only|screen-reader(?:-text)?|invisible|timestamp|dateline-?date|edit|pagination|pager|page-?nav)(?:$|[\s_-])"
)
"""Names of what stands between an article's paragraphs and is none."""
CREDITED = re.compile(
    r"[(（\[]\s*(?:image|photo|picture|bild|foto|pic|credit|getty|ap|afp|reuters|写真|画像|撮影)\b[^)）\]]*[)）\]]\.?$"
    r"|(?:/|via |©\s?)\s?(?:getty|reuters|afp|ap|dpa|epa|shutterstock|[A-Z][\w .|/-]{2,40})(?: images)?\)?$|＝(?:ＡＰ|ロイター|[^。]{1,20}撮影|共同|時事)$",
    re.IGNORECASE,
)
SENTENCE_ENDS = frozenset('。．.!?！？」』】）)…”"')
WIDE = re.compile("[\u3000-\u9fff\uff00-\uffef]")


@dataclass(kw_only=True, slots=True)
class RawBlock:
    """A block as it stands on the page, before it is decided whether it is the article's."""

    kind: BlockKind
    text: str
    linked: int
    """Characters of it that stand in links."""
    element: Element
    """The element it ends in."""

    @property
    def link_share(self) -> float:
        return self.linked / max(1, len(self.text))


@dataclass(kw_only=True, slots=True)
class _Writer:
    """Collects the words of one block until a block element begins or ends."""

    done: list[RawBlock] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    end: str = ""
    """The last sign of the words that is no space; kept, for a page may have a line break after every word."""
    linked: int = 0
    links: int = 0
    """How many links are open."""
    kinds: list[BlockKind] = field(default_factory=list)
    cells: list[str] | None = None
    """The cells so far of the table row that is open."""

    def add(self, text: str | None) -> None:
        if text:
            self.words.append(text)
            bare = text.strip()
            self.end = bare[-1:] or self.end
            if self.links:
                self.linked += len(bare)

    def flush(self, element: Element) -> None:
        text = fold_space("".join(self.words))
        if text and self.cells is not None:
            self.cells.append(text)
        elif text:
            kind = self.kinds[-1] if self.kinds else BlockKind.PARAGRAPH
            if kind is BlockKind.PARAGRAPH and len(text) < 300 and CREDITED.search(text):
                kind = BlockKind.CAPTION
            self.done.append(RawBlock(kind=kind, text=text, linked=self.linked, element=element))
        self.words.clear()
        self.end = ""
        if self.cells is None:
            self.linked = 0

    def close_row(self, element: Element) -> None:
        self.flush(element)
        text = " | ".join(self.cells or ())
        self.cells = None
        if text:
            self.done.append(RawBlock(kind=BlockKind.ROW, text=text, linked=self.linked, element=element))
        self.linked = 0

    def break_line(self, element: Element) -> None:
        """A line break ends a paragraph after a whole sentence; within one it is a space, or nothing between Japanese letters."""
        if self.end in SENTENCE_ENDS:
            self.flush(element)
        elif self.words and not WIDE.match(self.words[-1][-1]):
            self.words.append(" ")


def read_raw_blocks(container: Element, layout: frozenset[Element], *, side: bool = True) -> list[RawBlock]:
    """All blocks within an element but those of menus, forms and boxes that are called something else."""
    writer = _Writer()
    silent = False
    walker = etree.iterwalk(container, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            # The end of a skipped element comes right after its start.
            _close(writer, element, silent, last=element is container)
            silent = False
        elif silent := element is not container and _is_silent(element, layout, side):
            walker.skip_subtree()
        else:
            _open(writer, element)
    writer.flush(container)
    return writer.done


def _is_silent(element: Element, layout: frozenset[Element], side: bool) -> bool:
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return True
    if element in layout or element.tag in ("figure", "figcaption"):
        return False
    if is_foreign(element):
        return True
    if not side:
        return False
    if is_hidden(element):
        return True
    marks = read_marks(element) if element.tag not in ("p", "a") else ""
    return bool(marks) and _is_side(marks)


@lru_cache(maxsize=20_000)
def _is_side(marks: str) -> bool:
    return SIDE.search(marks) is not None


def is_hidden(element: Element) -> bool:
    """Whether a reader does not see an element, as far as it says so itself."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return "display:none" in (element.get("style") or "").replace(" ", "").lower()


def _open(writer: _Writer, element: Element) -> None:
    tag = element.tag
    if tag in BLOCKS:
        writer.flush(element)
        if tag == "tr" and writer.cells is None and not _is_layout(element):
            writer.cells = []
        if kind := _find_kind(element):
            writer.kinds.append(kind)
    elif tag == "a":
        writer.links += 1
    elif tag == "br":
        writer.break_line(element)
    writer.add(element.text)


def _is_layout(row: Element) -> bool:
    """A table row that holds paragraphs or another table is a column of an old page, not data."""
    return any(True for _ in row.iter("p", "table", "div", "ul", "br"))


def _find_kind(element: Element) -> BlockKind | None:
    if element.tag in KINDS:
        return KINDS[element.tag]
    if element.tag == "p" and (parent := element.getparent()) is not None and parent.tag in ("figure", "figcaption"):
        return BlockKind.CAPTION
    if element.tag in ("p", "div", "span") and CAPTION.search(read_marks(element)):
        return BlockKind.CAPTION
    return None


def _close(writer: _Writer, element: Element, silent: bool, *, last: bool) -> None:
    tag = element.tag
    if tag in BLOCKS:
        writer.flush(element)
    if not silent:
        if tag == "tr" and writer.cells is not None:
            writer.close_row(element)
        elif tag == "a":
            writer.links -= 1
        if tag in BLOCKS and _find_kind(element):
            writer.kinds.pop()
    if not last:
        writer.add(element.tail)
