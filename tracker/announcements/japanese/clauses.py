"""Where the clauses of a sentence begin."""

from __future__ import annotations

import re

from tracker.announcements.japanese.sentences import Sentence

_BOUNDARY = re.compile(
    r"(?:(?<=[たるいだすうくつむぬんぶぐ」])が、|ものの、?|けれども?、|のに対し(?:て)?、?|一方(?:で)?、|[反半]面、|とはいえ、)"
    r"|(?:(?:し|して|して(?:おり|いて)|されて|れて|って|んで|いて|えて|めて|けて|べて|り|おり|れ|え|べ|め|せ|ず|び|き)、"
    r"|(?:モデル|車|車種|もの|SUV|EV|ピックアップ|セダン|製|初めて|予定|計画|方針|見通し)で、|ため、|ほか、|こと(?:から|で|により|によって)、|[るた]なか、|[るた]中、|とともに、|ながら、|つつ、|うえで、|上で、|後、)"
    r"|。"
)


def clause_start(folded: str, sentence: Sentence, at: int) -> int:
    """Where the clause that holds `at` begins."""
    ends = [match.end() for match in _BOUNDARY.finditer(folded, sentence.start, sentence.end)]
    return max((end for end in ends if end <= at and end < sentence.end), default=sentence.start)
