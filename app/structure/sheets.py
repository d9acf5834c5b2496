"""The papers of acts: 批复 on the tree and 通知 on secretaries, as letters to be printed."""

from dataclasses import dataclass
from datetime import date

from app.printing.letters import Letter, titled
from app.printing.words import when
from app.rules.acts import ActKind, Part
from app.structure.models import Act

K = ActKind


@dataclass(frozen=True)
class Deed:
    """An act as its paper tells it. `names` are the organisations in the order of the act, the
    new ones in `made`, the ended in `closed`; `old` and `new` are what a change was from and to:
    names, parents, or secretaries. `people` is how many went along."""

    kind: ActKind
    names: tuple[str, ...]
    made: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    old: str = ""
    new: str = ""
    temporary: bool = False
    ends: date | str = ""
    people: int = 0
    committee: bool = False


def structure_reply(deed: Deed, *, sender: str, done: date | str, number: str = "") -> Letter:
    """设立、合并、拆分、更名、调整隶属、撤销的批复 or the 通知 of a secretary's appointment."""
    title, texts, recipient = _SAYS[deed.kind](deed, when(done))
    return Letter(
        **titled(*title),
        recipient=recipient,
        paragraphs=texts,
        sender=sender,
        day=done,
        number=number,
    )


def of_act(act: Act, names: dict[int, str]) -> Letter:
    """The paper of an act on record; `names` are the full names of organisations on its day."""
    return structure_reply(
        _deed(act, names),
        sender=names.get(act.superior_id, ""),
        done=act.done_on,
        number=act.number,
    )


def title_of(act: Act) -> str:
    """What its paper is called: 批复 or 通知."""
    return "任免通知" if act.kind is K.SECRETARY else "批复"


def _deed(act, names):
    main = act.main
    before, after = main.before, main.after
    old, new = {
        K.RENAME: (names[main.organization_id], _renamed(names[main.organization_id], main)),
        K.MOVE: (names.get(before.get("parent_id"), ""), names.get(after.get("parent_id"), "")),
        K.SECRETARY: (act.facts.get("left", ""), act.facts.get("came", "")),
        K.SET_UP: ("", names.get(after.get("parent_id"), "")),
    }.get(act.kind, ("", ""))
    branches = [one for one in act.parts if one.organization.kind.value != "group"]
    return Deed(
        kind=act.kind,
        names=tuple(names[one.organization_id] for one in (branches or act.parts)),
        made=_named(branches, names, Part.MADE),
        closed=_named(branches or act.parts, names, Part.CLOSED),
        old=old,
        new=new,
        temporary=main.organization.temporary,
        ends=main.organization.ends_on or "",
        people=act.facts.get("people", 0),
        committee=main.organization.kind.value != "branch",
    )


def _renamed(full, part):
    """The full name with the new one in the place of the old."""
    return full.removesuffix(part.before.get("name", "")) + part.after.get("name", "")


def _named(parts, names, part):
    return tuple(names[one.organization_id] for one in parts if one.part is part)


def _set_up(deed, _on):
    name = deed.names[0]
    texts = [f"《关于设立{name}的请示》收悉。经研究，同意设立{name}，隶属{deed.new}。"]
    if deed.temporary:
        until = f"（预计{when(deed.ends)}）" if deed.ends else ""
        texts.append(
            f"该支部为临时党支部，班子成员由上级党组织指定，任务结束{until}即行撤销；"
            "一般不发展党员、处分处置党员，不收缴党费，不选举党代会代表，不进行换届。"
        )
    elif not deed.committee:
        texts.append(
            "请按规定召开党员大会选举产生支部委员会或者书记、副书记，选举结果报上级党组织；"
            "批复和选举结果报上级党委组织部门备案。"
        )
    return ("关于同意设立", f"{name}的批复"), tuple(texts), name


def _rename(deed, on):
    return (
        ("关于同意", deed.old, "更名的批复"),
        (
            f"《关于{deed.old}更名的请示》收悉。经研究，同意{deed.old}更名为{deed.new}，"
            f"自{on}起使用新名称。",
            "隶属关系、党员组织关系和班子成员任职不变，印章、牌匾请及时更换。",
        ),
        deed.old,
    )


def _move(deed, on):
    name = deed.names[0]
    return (
        ("关于同意", name, "调整隶属关系的批复"),
        (
            f"经研究，同意{name}由{deed.old}调整为隶属{deed.new}，自{on}起执行。",
            "请双方做好交接。原有会议记录、党员档案和发展党员材料随支部转移，"
            "未办结的请示由支部向新的上级党组织重新报送。",
        ),
        f"{deed.old}、{deed.new}",
    )


def _dissolve(deed, on):
    name = deed.names[0]
    return (
        ("关于同意撤销", f"{name}的批复"),
        (
            f"《关于撤销{name}的请示》收悉。经研究，同意自{on}起撤销{name}，原任职务自然免除。",
            "请妥善移交印章、会议记录和有关档案。",
        ),
        name,
    )


def _merge(deed, on):
    gone = "、".join(deed.closed)
    whole = deed.made[0] if deed.made else deed.names[-1]
    count = f"共{deed.people}人" if deed.people else "党员和发展对象等"
    into = f"合并设立{whole}" if deed.made else f"并入{whole}"
    then = (
        "请按规定召开党员大会选举产生支部委员会或者书记、副书记。"
        if deed.made
        else f"{whole}支部委员会成员任职不变，需要增补的按规定补选。"
    )
    return (
        ("关于同意", gone, into, "的批复"),
        (
            f"经研究，同意自{on}起{gone}{into}，原支部同时撤销，原任职务自然免除。",
            f"原支部人员{count}编入{whole}，组织关系和发展党员档案随转，请做好衔接。{then}",
        ),
        "、".join(dict.fromkeys((*deed.closed, *([] if deed.made else [whole])))),
    )


def _split(deed, on):
    old, new = deed.names[0], deed.made[0]
    return (
        ("关于同意", old, "拆分设立", new, "的批复"),
        (
            f"经研究，同意自{on}起将{old}拆分，设立{new}，人员{deed.people}人划入{new}，"
            "组织关系和发展党员档案随转。",
            f"原有会议记录由{old}保存。请{new}按规定召开党员大会选举产生支部委员会"
            "或者书记、副书记，选举结果报上级党组织。",
        ),
        old,
    )


def _secretary(deed, on):
    name, texts = deed.names[0], []
    came, left = f"{deed.new}同志" if deed.new else "", f"{deed.old}同志" if deed.old else ""
    if came and left:
        texts = [f"{came}任{name}书记，免去{left}{name}书记职务。"]
        title = ("关于", f"{came}、", left, "职务任免的通知")
    elif came:
        texts, title = [f"{came}任{name}书记。"], ("关于", came, "任职的通知")
    else:
        texts = [f"免去{left}{name}书记职务。缺额请及时补选。"]
        title = ("关于", left, "免职的通知")
    return title, ("经研究，决定：", *texts, f"任免自{on}起执行。"), name


_SAYS = {
    K.SET_UP: _set_up,
    K.RENAME: _rename,
    K.MOVE: _move,
    K.DISSOLVE: _dissolve,
    K.MERGE: _merge,
    K.SPLIT: _split,
    K.SECRETARY: _secretary,
}
