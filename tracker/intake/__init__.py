"""One page's way from bytes to rows: the composer that crawls, ad hoc readings and tests share."""

from tracker.intake.decisions import Decided, merge_decided, split_decided, undo_decided
from tracker.intake.outcomes import FetchedPage, Medium, Outcome, Stranger
from tracker.intake.rereading import Difference, rebuild_all, regroup_articles, reread_pages
from tracker.intake.taking import fail_page, take_page

__all__ = [
    "Decided",
    "Difference",
    "FetchedPage",
    "Medium",
    "Outcome",
    "Stranger",
    "fail_page",
    "merge_decided",
    "rebuild_all",
    "regroup_articles",
    "reread_pages",
    "split_decided",
    "take_page",
    "undo_decided",
]
