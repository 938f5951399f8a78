"""The places of a sentence, their parts joined: "Georgetown, Kentucky" is one."""

from __future__ import annotations

import re

from tracker.announcements.document import Mention
from tracker.announcements.english.scene import Place, Scene
from tracker.vocabulary import NameKind

_NEARBY = re.compile(r"\b(?:near|outside|of|close to)(?: the)? $")
_JOINT = re.compile(
    r"(?:,| \(|\))?(?:,? (?:also |the |city of |town of |outside |near |southeast of |east of |west of |north of |"
    r"south of )*"
    r"(?:in|near|outside|close to)(?: the)?(?: state of| province of| prefecture of)?)? ?$|"
    r" (?:plant|factory|complex|works|site|facility) (?:in|at|near|outside)(?: the)? $|, (?:also |capital )?$"
)


def add_places(scene: Scene, mentions: list[Mention]) -> None:
    groups: list[list[Mention]] = []
    for mention in _settled_places(scene, mentions):
        if (
            groups
            and groups[-1][0].name.kind in (NameKind.PLANT, NameKind.REGION)
            and _is_nearby(scene.text, groups[-1], mention)
        ):
            continue
        if groups and _joins(scene.text, groups[-1], mention):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    scene.places = [_place(scene.text, group) for group in groups]


def _is_nearby(text: str, group: list[Mention], mention: Mention) -> bool:
    """ "Laem Chabang, southeast of Bangkok": the second place only helps to find the first."""
    gap = text[group[-1].span.end : mention.span.start]
    return (
        len(gap) < 34
        and bool(_NEARBY.search(gap))
        and bool(_JOINT.match(gap))
        and mention.name.kind is not NameKind.COUNTRY
    )


def _settled_places(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """One mention a span: a town where a plant stands, unless it is the state the plant is named after."""
    kept: list[Mention] = []
    for mention in mentions:
        if kept and kept[-1].span == mention.span:
            both = [kept[-1], mention]
            regions = [m for m in both if m.name.kind is not NameKind.PLANT]
            named_after = scene.text[mention.span.end : mention.span.end + 9].startswith((" plant", " factory", "-"))
            kept[-1] = regions[0] if regions and named_after else kept[-1]
        else:
            kept.append(mention)
    return kept


def _joins(text: str, group: list[Mention], mention: Mention) -> bool:
    last = group[-1]
    if last.adjective or mention.adjective:
        return False
    kinds = {m.name.kind for m in group}
    if mention.name.kind in kinds or NameKind.COUNTRY in kinds:
        return False
    gap = text[last.span.end : mention.span.start]
    if len(gap) > 34 or not _JOINT.match(gap):
        return False
    one, two = _country(last), _country(mention)
    return not one or not two or one == two


def _country(mention: Mention) -> str | None:
    return mention.name.canonical if mention.name.kind is NameKind.COUNTRY else mention.name.country


def _place(text: str, group: list[Mention]) -> Place:
    plant = next((m for m in group if m.name.kind is NameKind.PLANT), None)
    region = next((m for m in group if m.name.kind is NameKind.REGION), None)
    country = next((m for m in group if m.name.kind is NameKind.COUNTRY), None)
    code = next((c for c in (_country(m) for m in (country, region, plant) if m) if c), None)
    plant_name = None
    if plant is not None:
        plant_name = plant.alias or plant.name.canonical
    return Place(
        start=group[0].span.start,
        end=group[-1].span.end,
        country=code,
        region=region.name.canonical if region else None,
        plant=plant_name,
        adjective=all(m.adjective for m in group),
        stated_country=country is not None,
    )
