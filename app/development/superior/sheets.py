"""The committee's short replies: on record, and consent to listing somebody as a prospect."""

from collections.abc import Sequence
from datetime import date

from app.printing.letters import Letter, all_comrades, comrades, titled
from app.printing.words import when


def filing_reply(
    *,
    names: Sequence[str],
    recipient: str,
    sender: str,
    number: str = "",
    day: date | str = "",
    approval: bool = False,
) -> Letter:
    """That activists, or by `approval` the approved probationers, have been put on record."""
    what = "审批预备党员" if approval else "确定入党积极分子"
    then = (
        "请做好预备党员的教育和考察。"
        if approval
        else "请为每人指定一至两名正式党员作培养联系人，每半年考察一次。"
    )
    return Letter(
        **titled("关于", f"{what}备案的", "回复"),
        recipient=recipient,
        paragraphs=(f"你们报来的{all_comrades(names)}的备案材料收悉，已予备案。", then),
        sender=sender,
        day=day,
        number=number,
    )


def consent_reply(
    *,
    names: Sequence[str],
    decided: date,
    recipient: str,
    sender: str,
    number: str = "",
    day: date | str = "",
) -> Letter:
    """Consent to listing prospects, once the notice has found nothing against them."""
    return Letter(
        **titled("关于同意", comrades(names), "拟列为发展对象的批复"),
        recipient=recipient,
        paragraphs=(
            f"你支部请示收悉。经{when(decided)}研究，同意将{all_comrades(names)}拟列为发展对象。",
            "请按规定进行公示，公示无异议的列为发展对象，及时确定入党介绍人，"
            "进行政治审查，安排参加短期集中培训。",
        ),
        sender=sender,
        day=day,
        number=number,
    )
