"""What a passage as a whole makes of a car: the class of its predicates, by their endings and heads.

Acts are read clause by clause elsewhere; this is for passages whose predicate is none of the known acts.
"""

from __future__ import annotations

import re
from enum import StrEnum

_TRADE = r"(?:売|販売|発売|導入|投入|輸入|持ち?[込帰]|入れ|扱|供給|出|回|送|追加|増や|使|引)"


class Modality(StrEnum):
    """How a predicate stands to what it says; in the order in which one outweighs another."""

    DENIED = "denied"
    ENDED = "ended"
    GUESSED = "guessed"
    WEIGHED = "weighed"
    INTENDED = "intended"
    DONE = "done"


_CLASSES: tuple[tuple[Modality, re.Pattern[str]], ...] = (
    (
        Modality.DENIED,
        re.compile(
            rf"{_TRADE}(?![ぁ-ん]{{0,4}}て)[ぁ-ん]{{0,4}}?(?:ない|ません|ぬ)(?!か)|(?:計画|予定|考え|意思|意向|つもり|構想|事実|話|用意|理由|必要|気|余地|可能性)"
            r"(?:は|も|が|を|の|に)?[^。、「」]{0,8}?(?:ない(?!か)|なく|なし|ありません|持たず|消え|ゼロ)|"
            r"(?:検討|想定|計画|予定|考え)(?:は|も|すら|さえ)?(?:し|され)?て(?:は|も)?(?:いない|おらず|いません|おりません)|見送[りっる]|断念|撤回|白紙に|一蹴|退けた|却下|否定(?:し(?!な)|する)|打ち消[しす]|取り合わ|にべもな|断[りじ]|幕が引か|"
            r"(?:昨年|結局|計画は|案は)流れた|お蔵入り|立ち消え|頓挫|破談|塞い|足り(?:て|る|ている)」|賄う|対象外|取りやめ|とりやめ|議論以前|"
            r"首を横に|あり得ない|ありえない|無縁|予定外|つまり、ない|諦め|あきらめ|棚上げ"
        ),
    ),
    (
        Modality.ENDED,
        re.compile(
            r"(?:終え|終了し|打ち切っ|やめ|締めくく[っ]|消え|消し|売り切っ|畳ん|手を引い|撤退し|退[いき]|降り|引退し|途絶え|絶え)(?:た|てい[るた])"
            r"|幕を[閉下]|まで(?:の?[^。、「」]{0,10})?(?:売|扱|販売|輸入|届)[ぁ-ん]{0,5}(?:た|ていた)|(?:売|扱|販売|輸入)[ぁ-ん]{0,3}(?:て|で)いた|姿を消|役[目割]?を終|終売"
        ),
    ),
    (
        Modality.GUESSED,
        re.compile(
            r"だろう|でしょう|かもしれ|かも(?:[。、」]|と)|予想|予測|推[すし](?:て|た|評|声|。|、|」)?|夢|見る向き|みる向き|との説|踏んで|声も?(?:が|ある|上)|噂|うわさ|ウワサ|"
            r"観測|期待|面白|おもしろ|本命|有力|ではないか|のではな|のでは|まいか|思[うえ]|望む|望まし|ほしい|欲しい|憶測|取り沙汰|ささや|囁|"
            r"おかしくな|不思議では|ありそう|来そう|しそう|先回り|評論家|見立て|勝手な|と見る|とみる"
        ),
    ),
    (
        Modality.WEIGHED,
        re.compile(
            r"検討|精査|試算|点検|打診|吟味|候補|議論|探[るっり]|見極め|調べ|相談|測って|かどうか|か否か|可否|案(?:が|を|も|だ)|決めて?い?な|決まって?い?な|未定|"
            r"選択肢|俎上|模索|研究|可能性を|視野|協議|アイデア|構想|肯定も否定も|否定しな|はじき|答えを出す|余地|判断|段階"
        ),
    ),
    (
        Modality.INTENDED,
        re.compile(
            r"予定|(?:発売|導入|投入)へ|計画|方針|約束|宣言|見通し|見込み|つもり|予告|決め[たて]|決定|請け合|目指|めざ|控え|準備|(?:来月|来年|来春|来夏|来秋|今秋|年内|再来年|\d月|\d年)[^。]{0,24}?"
            r"(?:始める|出す|入る|入れる|来る|届く|着く|並ぶ|売る|加わる|となる|発売|投入|導入)(?:。|、|と|」|$)|店へ。|客へ。|国内へ。|日本へ。"
        ),
    ),
    (
        Modality.DONE,
        re.compile(
            r"(?:発売|販売|取扱)中|(?:発売|導入|投入|販売|輸入)(?:し|され|を始め|を開始し)(?:た|て(?!い?ない))|売(?:って|られて|れて|り続|られ|る。)|扱(?:う|って|われ)|届[くき]|切り替|移し|"
            r"入(?:った|って|り)|加わ[っり]|並(?:んだ|んで|ぶ)|来(?:た|て)|着い|運ばれ|始め(?:た|て)|始まっ|買える|選べる|好調|人気|絶好調|主力|同様|納車"
        ),
    ),
)
_MARKS = dict(_CLASSES)


def read_modality(text: str) -> Modality | None:
    """The class of the passage's last weighty predicate; a denial anywhere counts before all.

    >>> read_modality("同社は「売る計画も持っていない」と答えた。"), read_modality("インドから来ると踏んでいる。")
    (<Modality.DENIED: 'denied'>, <Modality.GUESSED: 'guessed'>)
    """
    if _MARKS[Modality.DENIED].search(text):
        return Modality.DENIED
    last: tuple[int, Modality] | None = None
    for modality, pattern in _CLASSES[1:]:
        for match in pattern.finditer(text):
            if last is None or match.end() > last[0]:
                last = match.end(), modality
    return last[1] if last else None
