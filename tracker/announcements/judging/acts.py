"""What an English verb says with the words before it: `trade/will`, `trade/no longer`, `study/be`, `trade/x deny`."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.announcements.judging.tokens import Token

REACH = 5
"""Words before a verb among which its auxiliaries stand."""
_MODALS = {
    "will": "will", "shall": "will", "'ll": "will", "would": "would", "could": "could", "might": "could",
    "may": "could", "can": "could",
}  # fmt: skip
_STOPS = frozenset({",", ";", ":", ".", '"', "(", ")"})
_CLASSES = (("have", "have"), ("had", "had"), ("be", "be"), ("was", "was"), ("do", "do"), ("did", "do"))


def name_acts(tokens: Sequence[Token]) -> list[str | None]:
    """For every token the act with its tense and polarity; None: it is no known verb."""
    return [_name_act(tokens, at) if token.act else None for at, token in enumerate(tokens)]


def _name_act(tokens: Sequence[Token], at: int) -> str:
    act = tokens[at].act
    assert act is not None
    tense, negated, to = "", False, False
    for token in reversed(tokens[max(0, at - REACH) : at]):
        if token.names or token.when or token.text in _STOPS:
            break
        negated = negated or "not" in token.classes
        to = to or token.text == "to"
        tense = _tense_of(token)
        if tense:
            break
    return f"{act.name}/{_joined(tense, to, act.form)}{'!' if negated else ''}"


def _tense_of(token: Token) -> str:
    """What a word before a verb makes of it; empty: nothing, look on."""
    if token.text == "won't":
        return "will"
    if modal := _MODALS.get(token.text):
        return modal
    for name, tense in _CLASSES:
        if name in token.classes:
            return tense
    return f"x {token.act.name}" if token.act else ""


def _joined(tense: str, to: bool, form: str) -> str:
    if not tense:
        return "to" if to else form
    if tense == "be" and to:
        return "is to"
    if tense in ("be", "was") and form in ("ed", "ing"):
        return f"{tense} {form}"
    return tense
