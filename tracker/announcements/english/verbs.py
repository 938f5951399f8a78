"""The finite verbs of English news, by which a stretch of words is known to be a clause."""

from __future__ import annotations

import re

FINITE = (
    "is|are|was|were|will|would|has|have|had|could|may|might|can|should|does|do|did|must|comes|come|came|arrives|"
    "arrived|"
    "remains|remained|goes|went|starts|started|begins|began|said|says|sold|sells|plans|planned|makes|made|took|takes|"
    "joins|joined|follows|followed|returns|returned|stays|stayed|gets|got|costs|cost|continues|ships|launched|"
    "announced|stopped|dropped|disappeared|ended|left|reached|lost|gained|'ll|isn't|won't|aren't|hasn't|wasn't|doesn't|"
    "told|confirmed|considers|considered|weighs|weighed|intends|aims|hopes|wants|expects|declined|denied|offers|"
    "offered|"
    "brings|brought|imports|imported|shipped|sends|sent|supplies|supplied|builds|used|looks|seems|fell|rose|shares|"
    "shared|"
    "became|becomes|led|put|uses|gives|gave|features|faces|needs|needed|turned|turns|added|adds|shows|showed|opened|"
    "closed|"
    "disappeared|outsells|works|worked|stood|stands|serves|served|measures|insisted|accounted|accounts|drives|shut|"
    "share|carry|carries"
)
FINITE_HEADS = frozenset(head for word in FINITE.split("|") for head in re.findall(r"\w+", word)[:1])
"""What each of them begins with, as a word."""
FINITE_VERB = re.compile(rf"(?<![\w-])(?:{FINITE})\b|'ll\b", re.IGNORECASE)
