"""The 公文 of stages 4 and 5: 预审请示 and 意见, 审批请示 and 批复, as letters to be printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.development.sheets.parts import Vote, about
from app.printing.letters import Letter, all_comrades, comrades, titled
from app.printing.words import when
from app.rules.votes import Matter


@dataclass(frozen=True)
class Voted:
    """Somebody the assembly decided on. `months` and `reason` belong to an extension, `reason`
    to a cancelling too."""

    name: str
    vote: Vote
    months: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Approved:
    """Somebody a 批复 decides on: `start` and `end` of probation (its extension), or the day
    membership is full from (`start` alone). `refused` gives the reason when it is not granted."""

    name: str
    start: date | str = ""
    end: date | str = ""
    months: int | None = None
    reason: str = ""
    refused: str = ""


def prereview_request(
    *,
    names: Sequence[str],
    examined: date,
    recipient: str,
    sender: str,
    day: date | str = "",
    body: str = "支部委员会会议",
) -> Letter:
    """预审请示: the committee of the branch (`body`: the assembly, where there is none) has found
    these candidates qualified."""
    return Letter(
        **titled("关于对", comrades(names), "进行预审的请示"),
        recipient=recipient,
        paragraphs=(
            f"{when(examined)}，我支部召开{body}，对发展对象{all_comrades(names)}的条件、"
            "培养教育情况、政治审查和短期集中培训情况逐个进行了审查，经集体讨论，认为合格。",
            "现将有关材料报上，请予预审。",
        ),
        sender=sender,
        day=day,
        attachments=("发展对象预审名册", "发展对象有关材料"),
    )


def prereview_opinion(
    *,
    passed: Sequence[str],
    failed: Sequence[tuple[str, str]] = (),
    recipient: str,
    sender: str,
    requested: date | str = "",
    reviewed: date | str = "",
    discuss_by: date | None = None,
    number: str = "",
    day: date | str = "",
) -> Letter:
    """预审意见, one paragraph a result; `failed` pairs names with reasons, `discuss_by` is the last
    day for the assembly where the text of the day sets one."""
    who = [*passed, *(name for name, _ in failed)]
    texts = [f"{_received(requested, '预审请示')}{_met(reviewed)}审查，现将预审意见通知如下："]
    if passed:
        texts.append(
            f"{all_comrades(passed)}预审合格，发给《中国共产党入党志愿书》，请指导本人认真填写。"
        )
        limit = f"于{when(discuss_by)}前" if discuss_by else "及时"
        one_by_one = "，逐个讨论和表决" if len(passed) > 1 else ""
        texts.append(f"请{limit}提交支部党员大会讨论{one_by_one}。")
    texts += [f"{name}同志预审不合格，理由：{reason.rstrip('。')}。" for name, reason in failed]
    return Letter(
        **titled("关于", comrades(who), "预审情况的意见"),
        recipient=recipient,
        paragraphs=tuple(texts),
        sender=sender,
        day=day,
        number=number,
    )


PAPERS = {
    Matter.ACCEPT: (
        "《中国共产党入党志愿书》",
        "入党申请书",
        "入党积极分子培养考察登记表",
        "政治审查材料",
    ),
    Matter.CONFIRM: (
        "《中国共产党入党志愿书》",
        "转正申请书",
        "预备党员教育考察登记表",
    ),
    Matter.EXTEND: ("《中国共产党入党志愿书》", "预备党员教育考察登记表"),
    Matter.CANCEL: ("《中国共产党入党志愿书》", "预备党员教育考察登记表"),
}


def approval_request(
    *,
    matter: Matter,
    people: Sequence[Voted],
    held: date,
    recipient: str,
    sender: str,
    day: date | str = "",
    attachments: tuple[str, ...] | None = None,
) -> Letter:
    """审批请示 on what an assembly resolved, each person with the vote of their own."""
    names = [one.name for one in people]
    opening = f"{when(held)}，我支部召开支部党员大会，"
    if len(people) == 1:
        texts = [f"{opening}讨论{names[0]}同志{_topic(matter)}问题。{_vote(matter, people[0])}"]
    else:
        texts = [f"{opening}逐个讨论和表决{all_comrades(names)}{_topic(matter)}问题，情况如下。"]
        texts += [
            f"{place}. {one.name}同志。{_vote(matter, one)}"
            for place, one in enumerate(people, start=1)
        ]
    return Letter(
        **_title(matter, names, "请示"),
        recipient=recipient,
        paragraphs=(*texts, "妥否，请批示。"),
        sender=sender,
        day=day,
        attachments=PAPERS[matter] if attachments is None else attachments,
    )


def approval_reply(
    *,
    matter: Matter,
    people: Sequence[Approved],
    recipient: str,
    sender: str,
    requested: date | str = "",
    decided: date | str = "",
    number: str = "",
    day: date | str = "",
) -> Letter:
    """批复, numbered, one paragraph a person; `decided` is the day of the committee's meeting."""
    granted = [one for one in people if not one.refused]
    one_by_one = "逐个审议和表决" if len(people) > 1 else "集体讨论和表决"
    opening = f"{_received(requested, '请示')}{_met(decided)}{one_by_one}，现批复如下："
    decisions = [_decision(matter, one) for one in people]
    if len(decisions) > 1:
        decisions = [f"{place}. {text}" for place, text in enumerate(decisions, start=1)]
    after = _after(matter) if granted else "请将审批结果及时通知本人。"
    return Letter(
        **_title(matter, [one.name for one in granted or people], "批复"),
        recipient=recipient,
        paragraphs=(opening, *decisions, after),
        sender=sender,
        day=day,
        number=number,
    )


def _received(day, paper):
    return f"你支部{when(day)}{paper}收悉。" if day else f"你支部{paper}收悉。"


def _met(day):
    return f"经{when(day)}党委会议" if day else "经党委会议"


def _topic(matter):
    return {Matter.ACCEPT: "入党", Matter.CANCEL: "预备党员资格"}.get(matter, "转正")


def _title(matter, names, paper):
    who = comrades(names)
    before, after = about(matter, who).split(who)
    if after.startswith("为"):
        who, after = f"{who}为", after[1:]
    return titled(f"关于{before}", who, f"{after}的{paper}")


def _vote(matter, one):
    extension = f"{one.months}个月" if one.months else ""
    because = f"，理由：{one.reason.rstrip('。')}" if one.reason else ""
    return (
        f"应到会有表决权的党员{one.vote.due}名，实到会{one.vote.present}名。采取无记名投票方式表决，"
        f"{one.vote.told}。大会决议：{about(matter, one.name + '同志')}{extension}{because}。"
    )


def _decision(matter, one):
    what = about(matter, f"{one.name}同志")
    if one.refused:
        return f"不同意{what}，理由：{one.refused.rstrip('。')}。"
    because = f"，理由：{one.reason.rstrip('。')}" if one.reason else ""
    span = f"自{when(one.start)}起至{when(one.end)}止" if one.start and one.end else ""
    extra = {
        Matter.ACCEPT: f"，预备期{span}" if span else "",
        Matter.CONFIRM: f"，党龄自{when(one.start)}算起" if one.start else "",
        Matter.EXTEND: (f"{one.months}个月" if one.months else "") + (f"，{span}" if span else ""),
        Matter.CANCEL: "",
    }[matter]
    return f"同意{what}{extra}{because}。"


def _after(matter):
    if matter is Matter.ACCEPT:
        return (
            "请将审批结果通知本人并在支部党员大会上宣布，及时将新党员编入党支部和党小组，组织入党宣誓，"
            "继续做好教育和考察。"
        )
    more = "，继续做好教育和考察" if matter is Matter.EXTEND else ""
    return f"请党支部书记同本人谈话，并将审批结果在支部党员大会上宣布{more}。"
