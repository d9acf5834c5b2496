"""An organisation's history in words: what it was called, where it stood, from what it came, its
term and who held which post from when until when."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from app.core.filters import full_day
from app.organizations.models import Organization, Post
from app.rules.acts import ActKind, Part
from app.rules.organizations import OrganizationKind, PostKind, term_end, term_years
from app.structure.models import Act, ActPart

K = ActKind


class Line(NamedTuple):
    """One line of the timeline; `act` is None for what is known without an act."""

    on: date
    title: str
    detail: str
    act: Act | None = None


def lines(organization: Organization, acts: list[Act], posts: Sequence[Post] = ()) -> list[Line]:
    """The timeline, the latest first; its beginning and end are told without an act as well, and
    so are its term and the posts that no act tells of."""
    told = [_line(act, organization) for act in acts]
    told += _term(organization) + _posts(acts, posts)
    kinds = {part.part for act in acts for part in act.parts if _is(part, organization)}
    if organization.dissolved_on and Part.CLOSED not in kinds:
        told.append(Line(organization.dissolved_on, "撤销", ""))
    told.sort(key=lambda line: (line.on, line.act.id if line.act else 0), reverse=True)
    if Part.MADE not in kinds:
        known = "成立" if organization.founded_on else "登记入本系统"
        told.append(Line(organization.since, known, ""))
    return told


def _term(organization):
    """The present term; a group has none."""
    begun = organization.elected_on
    if begun is None or organization.kind is OrganizationKind.GROUP:
        return []
    end = term_end(begun, term_years(organization.kind, begun))
    return [Line(begun, "本届选举", f"任期到{full_day(end)}")]


def _posts(acts, posts):
    """One line for those who took a post on a day, and one for those for whom it was the last day
    in it."""
    replaced = {act.done_on for act in acts if act.kind is K.SECRETARY}
    heads, on = PostKind.SECRETARY, timedelta(days=1)
    ends = {(_seat(post), post.ended_on + on) for post in posts if post.ended_on}
    starts = {(_seat(post), post.started_on) for post in posts}
    begun = [
        (post.started_on, "任职", post)
        for post in posts
        if post.kind is not heads or post.started_on not in replaced
    ]
    ended = [
        (post.ended_on, "离任", post)
        for post in posts
        if post.ended_on
        and (_seat(post), post.ended_on + on) not in starts
        and (post.kind is not heads or post.ended_on + on not in replaced)
    ]
    found = begun + ended
    found.sort(key=lambda one: (*one[:2], list(PostKind).index(one[2].kind), one[2].id))
    return [
        Line(day, title, "、".join(_named(post, (_seat(post), day) in ends) for *_, post in same))
        for (day, title), same in groupby(found, key=lambda one: one[:2])
    ]


def _seat(post):
    """Whoever goes on in the same post has not left it."""
    return post.person_id, post.kind, post.duty


def _named(post, again):
    return f"{post.person.name}（{post.label}{'，连任' if again else ''}）"


def told(act: Act) -> str:
    """What the act did, in a line, from where its main organisation stands."""
    return _detail(act, act.main)


def former_names(acts: list[Act], organization: Organization) -> list[str]:
    """What it was called before, the latest first, each once."""
    names = [
        part.before["name"]
        for act in acts
        for part in act.parts
        if _is(part, organization) and "name" in part.before
    ]
    return [name for name in dict.fromkeys(names) if name != organization.name]


def _line(act, organization):
    part = next(one for one in act.parts if _is(one, organization))
    detail = "，".join(text for text in (_detail(act, part), act.basis, act.number) if text)
    return Line(act.done_on, _title(act, part), detail, act)


def _title(act, part):
    if act.kind is K.MERGE and part.part is Part.TOOK:
        return "合并其他支部"
    if act.kind is K.MOVE and part.part is not Part.CHANGED:
        return "下级组织调出" if part.part is Part.GAVE else "下级组织调入"
    return act.kind.label


def _detail(act, part):
    tell = _TELLS.get((act.kind, part.part))
    return tell(act, part) if tell else ""


def _others(act, part):
    return "、".join(
        one.organization.name
        for one in act.parts
        if one is not part and one.organization.kind.value != "group"
    )


def _moved(act, _part):
    old, new = act.those(Part.GAVE)[0], act.those(Part.TOOK)[0]
    return f"原属{old.organization.name}，调整为隶属{new.organization.name}"


def _whole(act, _part):
    return "并入" + next(one.organization.name for one in act.those(Part.TOOK, Part.MADE))


def _people(act):
    return f"{act.facts.get('people', 0)}人"


def _secretary(act, _part):
    came, left = act.facts.get("came"), act.facts.get("left")
    return "，".join(
        text
        for text in (f"{came}任书记" if came else "", f"{left}不再担任" if left else "")
        if text
    )


def _is(part: ActPart, organization: Organization) -> bool:
    return part.organization_id == organization.id


_TELLS = {
    (K.RENAME, Part.CHANGED): lambda _act, part: (
        f"由“{part.before['name']}”更名为“{part.after['name']}”"
    ),
    (K.MERGE, Part.CLOSED): _whole,
    (K.MERGE, Part.TOOK): lambda a, part: f"接收{_people(a)}，来自{_others(a, part)}",
    (K.MERGE, Part.MADE): lambda a, part: f"由{_others(a, part)}合并设立，{_people(a)}",
    (K.SPLIT, Part.GAVE): lambda a, part: f"划出{_people(a)}，设立{_others(a, part)}",
    (K.SPLIT, Part.MADE): lambda a, part: f"由{_others(a, part)}拆分，划入{_people(a)}",
    (K.MOVE, Part.CHANGED): _moved,
    (K.MOVE, Part.GAVE): lambda act, _part: act.main.organization.name,
    (K.MOVE, Part.TOOK): lambda act, _part: act.main.organization.name,
    (K.SECRETARY, Part.CHANGED): _secretary,
}
