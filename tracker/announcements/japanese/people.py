"""Whose words or acts an article reports: name with role before or behind it, and whom they speak for."""

from __future__ import annotations

import re

from tracker.announcements.document import Document
from tracker.announcements.japanese.sentences import LineKind, Sentence
from tracker.announcements.japanese.workspace import Workspace, last_before, workspace_of
from tracker.records import Person

_ROLE_WORDS = (
    r"(?:代表取締役|取締役|専務|常務|上級|上席|副|前|元|現|名誉|最高|専務取締役|常務取締役|シニア|チーフ|主席|首席|主任|特任|客員|執行)*"
    r"(?:(?:商品|事業|営業|広報|企画|開発|技術|生産|販売|マーケティング|国内|海外|地域|研究|調査|日本|北米|統括|購買|渉外|総務|人事|製品|車両|品質|四輪|二輪)*"
    r"(?:企画|開発|事業|営業|広報|販売|技術|担当|統括)?(?:本部長|副本部長|部長|室長|課長|次長|責任者|主査|主幹|担当役員|担当|ディレクター|マネージャー|マネジャー|リーダー))"
    r"|(?:代表取締役|取締役|副|前|元|現|名誉|兼)*(?:社長|会長|理事長|所長|店長|工場長|支社長|支店長|学長|総裁|頭取|委員長|組合長|館長|代表|店主|オーナー|院長|編集長)(?:兼?(?:CEO|COO|最高経営責任者|最高執行責任者))?"
    r"|(?:専務|常務)(?:執行役員|取締役|理事)?|(?:上席|上級)?執行役員?|取締役|理事|役員"
    r"|会長兼社長(?:兼)?(?:CEO|最高経営責任者)?|(?:[一-龠]{1,8}担当|経済産業|国土交通|経産|国交|外務|財務|総務|農林水産|環境)(?:大臣|相)|(?:自動車|物流|通商|製造産業|国際|経済)局長"
    r"|C[EOFTM]O|CXO|最高経営責任者|最高執行責任者|最高技術責任者|最高財務責任者|社長兼CEO|プレジデント"
    r"|(?:特任|客員|名誉|准|助)?教授|講師|(?:主任|上席|主席|客員)?研究員|(?:シニア|チーフ|自動車)?アナリスト"
    r"|(?:チーフ|主席)?エコノミスト|(?:シニア)?コンサルタント|ストラテジスト"
    r"|(?:自動車|モータ?ー?)?ジャーナリスト|(?:自動車)?評論家|(?:チーフ)?エンジニア|(?:チーフ)?デザイナー|主任|係長|班長|主査|整備士|技師長"
    r"|大統領|首相|大臣|[一-龠]{2,4}相|知事|市長|町長|議員|長官|局長|審議官|次官|課長|通商代表|報道官|常務理事|専務理事|広報担当者?"
)
_KANJI = r"[一-龠々ヶヵ髙﨑]"
_NAME = (
    rf"{_KANJI}{{2,5}}?|{_KANJI}{{1,3}}[ぁ-ん]{{2,4}}|{_KANJI}{{1,3}}[ァ-ヶー]{{2,5}}|"
    rf"{_KANJI}{{1,3}}[ \u3000]{_KANJI}{{1,3}}"
    r"|[ァ-ヴー]{2,12}(?:[・=][ァ-ヴー]{1,12}){1,3}|[A-Z][a-z]{1,12}[ ][A-Z][a-z]{1,14}"
)
_HINT = re.compile(
    r"社長|会長|[部局室課次院店学所工場次]長|役|C[EOFTM]O|責任者|教授|講師|研究員|アナリスト|エコノミスト|コンサルタント|ストラテジスト|"
    r"ジャーナリスト|評論家|エンジニア|デザイナー|ディレクター|マネ|リーダー|主[任査幹]|大統領|首相|大臣|相[はがもの]|知事|市長|議員|長官|官[はがもの]|"
    r"代表|理事|担当|専務|常務|オーナー|店主|総裁|頭取|氏|さん|プレジデント|技師"
)
_NAME_ROLE = re.compile(
    rf"(?:(?<![一-龠々ァ-ヶー・])|(?<=[のは、]))(?P<name>{_NAME})(?P<dot>[・ ]?)(?P<role>{_ROLE_WORDS})"
    r"(?P<paren>[((][^()]{2,24}[))])?(?![一-龠々])"
)
_ROLE_NAME = re.compile(
    rf"(?P<role>(?:[一-龠ァ-ヶーA-Za-z]{{0,14}}?)(?:{_ROLE_WORDS}|店主|販売店主|ファン|愛好家|専門家|研究家|担当者?|オーナー|ドライバー|会社員|自営業|公務員|大学生|団体職員|関係者))"
    rf"(?:の|、|・|(?<=会社員)|(?<=自営業)|(?<=公務員)|(?<=大学生)|(?<=団体職員))(?P<name>{_NAME})(?=氏|さん|様|[((]\d\d[))])(?:氏|さん|様)?(?P<paren>[((][^()]{{2,24}}[))])?"
)
_STATESMAN = re.compile(
    r"(?<![一-龠々ァ-ヶー・])(?P<name>[ァ-ヴー]{2,8})(?P<role>(?:米|英|独|仏|韓|加)?(?:大統領|首相|国務長官|財務長官|商務長官|長官|通商代表|代表(?!取|者)))(?P<paren>(?!))?"
)
_PLAIN = re.compile(
    rf"(?<![一-龠々ァ-ヶー・])(?P<name>{_KANJI}{{3,5}}|[ァ-ヴー]{{2,12}}(?:[・=][ァ-ヴー]{{1,12}}){{1,3}})(?:氏|さん)(?P<paren>[((][^()]{{2,24}}[))])?"
)
_NOT_A_NAME = re.compile(
    r"自動車|会社|販売|工場|本部|同社|各社|当社|弊社|担当|営業|広報|事業|開発|企画|統括|執行|取締|代表|技術|商品|日本|国内|海外|北米|米国|大学|研究|証券|"
    r"経済|産業|国土|交通|運輸|通産|外務|財務|総合|新任|新|歴代|両|前任|現地|組合|協会|業界|部品|電池|電動|生産|製造|輸入|輸出|法人|地域|関係|複数|専門|有力|"
    r"大手|中堅|社内|都内|県内|市内|元|筆頭|次期|当時|就任|退任|同氏|同店|豊田市|名誉|副|第|級|型|人|店|車|氏|社"
)
_VERBISH = re.compile(r"[たるいうのはがをにでともなくすつ]$")
_ORG = re.compile(r"(?P<org>[^、。「」()\s]{2,24}?)(?:で[^、。「」]{1,14}(?:を担う|を務める|担当の|する|した))?の?$")
_SAME_ORG = re.compile(r"^(?:一方、?)?同(?:社|組合|店|グループ|大学|研究所|協会|省)$")


def find_people(document: Document) -> None:
    """Stage: fills the people, each once, in order."""
    work = workspace_of(document)
    people: dict[str, Person] = {}
    for sentence in work.sentences:
        if sentence.kind in (LineKind.META, LineKind.RELATED, LineKind.CAPTION, LineKind.TITLE):
            continue
        for person in _people_in(document, work, sentence):
            if not any(name.startswith(person.name) or person.name == name for name in people):
                people[person.name] = person
    document.people = list(people.values())


def _people_in(document: Document, work: Workspace, sentence: Sentence) -> list[Person]:
    folded, text = document.folded, document.text
    if not _HINT.search(folded, sentence.start, sentence.end):
        return []
    found: dict[int, Person] = {}
    taken: list[tuple[int, int]] = []
    for pattern in (_ROLE_NAME, _NAME_ROLE, _STATESMAN, _PLAIN):
        for match in pattern.finditer(folded, sentence.start, sentence.end):
            start, end = match.span("name")
            if any(start < stop and end > begin for begin, stop in taken) or not _is_name(match["name"]):
                continue
            role = text[match.start("role") : match.end("role")] if "role" in match.groupdict() else None
            paren = text[match.start("paren") + 1 : match.end("paren") - 1] if match["paren"] else None
            if (
                pattern is _NAME_ROLE
                and not paren
                and len(match["name"]) == 2
                and not _speaks(folded, match.end(), sentence.end)
            ):
                continue
            role, organisation = _affiliation(document, work, sentence, match, role, paren)
            found[start] = Person(name=text[start:end].strip(), role=role, organisation=organisation)
            taken.append((match.start(), match.end()))
    return [found[key] for key in sorted(found)]


def _speaks(folded: str, at: int, end: int) -> bool:
    return re.match(r"[はがも]|によ|の(?:話|コメント|発言)|に(?:聞|よ)", folded[at : min(end, at + 4)]) is not None


def _is_name(name: str) -> bool:
    if re.match(r"[ァ-ヴ]", name) or re.match(r"[A-Z]", name):
        return True
    if _NOT_A_NAME.search(name) or len(name) < 2:
        return False
    return not (re.search(r"[ぁ-ん]", name) and _VERBISH.search(name))


def _affiliation(
    document: Document, work: Workspace, sentence: Sentence, match: re.Match[str], role: str | None, paren: str | None
) -> tuple[str | None, str | None]:
    """Role and organisation: before the name (A社のB社長), in brackets behind it, or those of the article's company."""
    if paren and not paren[0].isdigit() and not re.search(r"責任者|役員|物流|論|学|当時|仮名", paren):
        return role, paren
    if paren and role and re.search(r"責任者", paren):
        role = f"{role}({paren})"
    begin = max(sentence.start, match.start() - 30)
    before = _ORG.search(document.folded[begin : match.start()])
    organisation = before["org"].removesuffix("の") if before else None
    if (organisation and _SAME_ORG.match(organisation)) or organisation is None or len(organisation) < 2:
        return role, _company(document, work, match.start())
    organisation = re.split(r"[はがをにでも]", organisation)[-1]
    return role, organisation or None


def _company(document: Document, work: Workspace, at: int) -> str | None:
    before = last_before(work.makers, at)
    return document.text[before.start : before.end] if before else None
