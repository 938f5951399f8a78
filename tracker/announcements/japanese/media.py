"""Other media that the article credits: 日本経済新聞の取材に, NHKは…と伝えた."""

from __future__ import annotations

import re

from tracker.announcements.document import Document
from tracker.announcements.japanese.sentences import SILENT
from tracker.announcements.japanese.workspace import within, workspace_of
from tracker.vocabulary import NameKind

_DIRECT = re.compile(
    r"[」』]?(?:\((?:電子版|英語版|[A-Za-z]{2,12})\))?(?:電子版|デジタル|紙|誌|通信)?(?:など)?(?:の取材|の報道|のインタビュー|の記事|の番組|によると|によれば|が報|が伝|に(?:対し|語|明か|よ)|との(?:会見|インタビュー)|、?が|は)"
)
_CREDIT = re.compile(r"報じ|伝え|よると|よれば|報道|取材に|語[っり]|スクープ|インタビュー|配信|掲載|記事")


def find_cites(document: Document) -> None:
    """Stage: fills the cited media, each once."""
    work = workspace_of(document)
    for sentence in work.sentences:
        if sentence.kind in SILENT or not _CREDIT.search(document.folded, sentence.start, sentence.end):
            continue
        for match in within(work.matches, sentence.start, sentence.end):
            if match.name.kind is not NameKind.MEDIUM or match.name.canonical in document.cites:
                continue
            if _DIRECT.match(document.folded, match.end, min(sentence.end, match.end + 24)):
                document.cites.append(match.name.canonical)
