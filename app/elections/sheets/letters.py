"""The 公文 of an election: 请示, 批复 and the report of the result, as letters to be printed."""

from collections.abc import Sequence
from datetime import date

from app.elections.sheets.parts import Count, Elected, LeftOut, Sitting
from app.printing.letters import Letter, titled
from app.printing.words import when

BLANK = "　　年　　月　　日"


def plan_request(
    sitting: Sitting,
    *,
    end: date | None,
    planned: date | None,
    reason: str,
    number: str,
    day: date | str,
) -> Letter:
    """换届请示."""
    texts = []
    if end:
        texts.append(f"我支部本届任期将于{when(end)}届满。")
    texts.append(
        "按照《中国共产党基层组织选举工作条例》等规定，经支部研究，"
        f"拟于{when(planned) or BLANK}召开支部党员大会进行{sitting.kind}选举。"
    )
    if reason:
        texts.append(f"有关说明：{reason.rstrip('。')}。")
    texts.append(_what(sitting))
    texts.append("妥否，请批示。")
    return Letter(
        **titled("关于召开党员大会进行", f"{sitting.kind}选举的请示"),
        recipient=sitting.superior,
        paragraphs=tuple(texts),
        sender=sitting.branch,
        number=number,
        day=day,
    )


def plan_reply(sitting: Sitting, *, planned: date | None, number: str, day: date | str) -> Letter:
    """The superior's 批复 to the 换届请示."""
    on = f"于{when(planned)}" if planned else ""
    return Letter(
        **titled("关于同意进行", f"{sitting.kind}选举的批复"),
        recipient=sitting.branch,
        paragraphs=(
            f"你支部关于{sitting.kind}选举的请示收悉。经研究，同意你支部{on}召开支部党员大会进行"
            f"{sitting.kind}选举。{_what(sitting)}",
            "请按规定做好候选人提名、选举大会筹备等工作，及时报送候选人预备人选。",
        ),
        sender=sitting.superior,
        number=number,
        day=day,
    )


def nominees_request(
    sitting: Sitting,
    *,
    members: Sequence[str],
    secretaries: Sequence[str],
    deputies: Sequence[str],
    left_out: Sequence[LeftOut],
    number: str,
    day: date | str,
) -> Letter:
    """候选人预备人选请示, with who is proposed not to be counted in 应到会."""
    texts = ["根据党员酝酿意见，经支部集体研究，现将候选人预备人选报上，请予审查。"]
    texts += _standing(sitting, members, secretaries, deputies)
    if left_out:
        listed = "；".join(f"{one.name}（{one.why}）" for one in left_out)
        texts.append(f"拟不计入应到会人数的党员{len(left_out)}名，请一并审查同意：{listed}。")
    texts.append("妥否，请批示。")
    return Letter(
        **titled("关于", f"{sitting.kind}选举候选人", "预备人选的请示"),
        recipient=sitting.superior,
        paragraphs=tuple(texts),
        sender=sitting.branch,
        number=number,
        day=day,
    )


def nominees_reply(
    sitting: Sitting,
    *,
    members: Sequence[str],
    secretaries: Sequence[str],
    deputies: Sequence[str],
    left_out: Sequence[LeftOut],
    number: str,
    day: date | str,
) -> Letter:
    """批复 to the candidates; consent to who is left out comes with it."""
    texts = ["你支部关于候选人预备人选的请示收悉。经审查，同意下列候选人预备人选。"]
    texts += _standing(sitting, members, secretaries, deputies)
    if left_out:
        names = "、".join(one.name for one in left_out)
        texts.append(f"同意{names}同志不计入应到会人数，须经你支部党员大会通过。")
    texts.append("请向党员公布，组织酝酿，确定候选人后提交党员大会选举。")
    return Letter(
        **titled("关于", f"{sitting.kind}选举候选人", "预备人选的批复"),
        recipient=sitting.branch,
        paragraphs=tuple(texts),
        sender=sitting.superior,
        number=number,
        day=day,
    )


def result_report(
    sitting: Sitting,
    *,
    held: date | str,
    counts: Sequence[Count],
    elected: Sequence[Elected],
    first_meeting: date | str,
    fewer: str,
    number: str,
    day: date | str,
) -> Letter:
    """选举结果报告: the assembly, each round, the first meeting, who holds what."""
    first = counts[0] if counts else None
    texts = []
    if first:
        texts.append(
            f"{when(held)}，我支部召开支部党员大会进行{sitting.kind}选举。应到会有选举权的党员"
            f"{first.due}名，实到会{first.present}名，符合规定人数。大会采取无记名投票方式选举。"
        )
    texts += [f"{one.title}：{_told(one)}" for one in counts]
    if fewer:
        texts.append(fewer)
    if first_meeting:
        texts.append(f"{when(first_meeting)}召开新一届支部委员会第一次会议，选举书记等职务。")
    heads = [one for one in elected if one.duty in {"书记", "副书记"}]
    others = [one for one in elected if one not in heads]
    if heads:
        texts.append("".join(f"{one.duty}：{one.name}同志。" for one in heads))
    if others:
        listed = "、".join(one.name + (f"（{one.duty}）" if one.duty else "") for one in others)
        texts.append(f"委员：{listed}。")
    texts.append("现将选举结果报上，书记、副书记请予批准，委员请予备案。")
    return Letter(
        **titled("关于", f"{sitting.kind}选举", "结果的报告"),
        recipient=sitting.superior,
        paragraphs=tuple(texts),
        sender=sitting.branch,
        number=number,
        day=day,
    )


def result_reply(
    sitting: Sitting, *, elected: Sequence[Elected], number: str, day: date | str
) -> Letter:
    """批复 to the result: heads approved, members on record."""
    heads = [one for one in elected if one.duty in {"书记", "副书记"}]
    others = [one for one in elected if one not in heads]
    texts = ["你支部选举结果的报告收悉。经研究，批复如下："]
    texts += [f"同意{one.name}同志任{sitting.branch}{one.duty}。" for one in heads]
    if others:
        texts.append(f"{'、'.join(one.name for one in others)}同志任委员，已予备案。")
    return Letter(
        **titled("关于", f"{sitting.kind}选举", "结果的批复"),
        recipient=sitting.branch,
        paragraphs=tuple(texts),
        sender=sitting.superior,
        number=number,
        day=day,
    )


def _what(sitting):
    parts = []
    if sitting.seats:
        parts.append(f"应选委员{sitting.seats}名，实行差额选举，差额不少于应选人数的20%")
    heads = (["书记1名"] if sitting.secretary else []) + (
        [f"副书记{sitting.deputies}名"] if sitting.deputies else []
    )
    if heads:
        parts.append(f"{'、'.join(heads)}由{sitting.body}选举产生")
    return f"{'；'.join(parts)}。" if parts else ""


def _standing(sitting, members, secretaries, deputies):
    texts = []
    if members:
        texts.append(
            f"委员候选人预备人选{len(members)}名（应选{sitting.seats}名，按姓氏笔画为序）："
            f"{'、'.join(members)}。"
        )
    if secretaries:
        texts.append(f"书记候选人预备人选{len(secretaries)}名：{'、'.join(secretaries)}。")
    if deputies:
        texts.append(f"副书记候选人预备人选{len(deputies)}名：{'、'.join(deputies)}。")
    return texts


def _told(count):
    votes = "；".join(
        f"{one.name}{'（另选）' if one.written else ''}赞成{one.yes}票" for one in count.lines
    )
    return (
        f"发出选票{count.handed_out}张，收回{count.collected}张，其中有效票{count.valid}张、"
        f"无效票{count.invalid}张，选举有效。{votes}。{count.outcome}"
    )
