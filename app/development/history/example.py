"""The example row of the template, and what each of its columns wants. All invented."""

from app.development.history.columns import (
    BIRTH,
    BRANCH,
    FLOATING,
    ID_NUMBER,
    LEAVES_ON,
    NAME,
    NUMBER,
    OTHER_PAPERS,
    VOTES,
    Facet,
    Key,
    Part,
    of_helper,
    of_notice,
    of_paper,
    of_review,
    of_step,
)
from app.rules.development.case import HelperRole, NoticeKind, ReviewKind
from app.rules.development.steps import ARCHIVE, Step

_F, _S = Facet, Step
_DAYS = {
    _S.APPLY: "2020-09-10",
    _S.TALK: "2020-09-28",
    _S.ACTIVIST: "2021-03-15",
    _S.ACTIVIST_FILED: "2021-03-25",
    _S.CONTACTS: "2021-03-29",
    _S.PROSPECT: "2022-04-06",
    _S.PROSPECT_LISTED: "2022-05-06",
    _S.INTRODUCERS: "2022-05-09",
    _S.POLITICAL_REVIEW: "2022-05-20",
    _S.COURSE: "2022-05-23",
    _S.EXAMINED: "2022-05-30",
    _S.PREREVIEW: "2022-06-06",
    _S.BOOKLET: "2022-06-08",
    _S.ACCEPTED: "2022-06-15",
    _S.SUPERIOR_TALK: "2022-06-27",
    _S.APPROVED: "2022-07-04",
    _S.APPROVAL_FILED: "2022-07-11",
    _S.ASSIGNED: "2022-07-12",
    _S.OATH: "2022-07-20",
    _S.CONFIRMATION_ASKED: "2023-06-10",
    _S.CONFIRMATION_VOTED: "2023-06-16",
    _S.CONFIRMATION_APPROVED: "2023-07-03",
    _S.ARCHIVED: "2023-07-20",
}
_CONTACT, _INTRODUCER = HelperRole
_VOTE = {_F.DUE: 21, _F.PRESENT: 18, _F.YES: 18, _F.NO: 0, _F.ABSTAIN: 1, _F.WRITTEN: 1}

EXAMPLE: dict[Key, str | int] = {
    NAME: "例：张一帆",
    NUMBER: "2020010101",
    BIRTH: "2001-05-04",
    BRANCH: "计算机学院本科生第一党支部",
    **{of_step(step): day for step, day in _DAYS.items()},
    of_step(_S.TALK, _F.BY): "周敏",
    of_helper(_CONTACT, 1): "李明",
    of_helper(_CONTACT, 1, _F.ON): "2021-03-29",
    of_helper(_CONTACT, 2): "王芳",
    of_helper(_CONTACT, 2, _F.ON): "2021-03-29",
    of_review(ReviewKind.ACTIVIST): "2021-09-15、2022-03-14",
    of_step(_S.PROSPECT_LISTED, _F.SUBMITTED): "2022-04-07",
    of_step(_S.PROSPECT_LISTED, _F.AGREED): "2022-04-20",
    of_notice(NoticeKind.PROSPECT, _F.ON): "2022-04-22",
    of_notice(NoticeKind.PROSPECT, _F.UNTIL): "2022-05-05",
    of_notice(NoticeKind.PROSPECT, _F.PLACE): "学院公示栏",
    of_helper(_INTRODUCER, 1): "李明",
    of_helper(_INTRODUCER, 2): "王芳",
    of_step(_S.POLITICAL_REVIEW, _F.OUTCOME): "合格",
    of_step(_S.COURSE, _F.UNTIL): "2022-05-25",
    of_step(_S.COURSE, _F.DAYS): 3,
    of_step(_S.COURSE, _F.HOURS): 24,
    of_step(_S.PREREVIEW, _F.OUTCOME): "合格",
    **{of_step(_S.ACCEPTED, facet): number for facet, number in _VOTE.items()},
    of_step(_S.ACCEPTED, _F.SECRET): "是",
    of_step(_S.ACCEPTED, _F.OUTCOME): "通过",
    of_step(_S.SUPERIOR_TALK, _F.BY): "吴赟",
    of_step(_S.APPROVED, _F.SUBMITTED): "2022-06-20",
    of_step(_S.APPROVED, _F.ORGAN): "党委",
    of_step(_S.APPROVED, _F.NUMBER): "计院党〔2022〕12号",
    of_review(ReviewKind.PROBATIONARY): "2022-12-15、2023-06-10",
    **{of_step(_S.CONFIRMATION_VOTED, facet): number for facet, number in _VOTE.items()},
    of_step(_S.CONFIRMATION_VOTED, _F.SECRET): "是",
    of_step(_S.CONFIRMATION_VOTED, _F.OUTCOME): "按期转正",
    of_step(_S.CONFIRMATION_APPROVED, _F.ORGAN): "党委",
    **{of_paper(code): "有" for code in ARCHIVE},
    of_paper(OTHER_PAPERS): "公示；宣誓记录",
}


class NOTES:
    """How to fill the template."""

    general = (
        ("一人一行", "没有的事情空着，不必凑满；以后补上的，再导入一次即可，已有的不会重复。"),
        (
            "日期",
            "写成 2022-06-15 或 2022年6月15日；只知道月份的写 2022-06，不要编日子。",
        ),
        (
            "标题",
            "可以删列、换顺序；同一步办过两次的，标题后加“（第2次）”另列一栏。",
        ),
        ("例子", "姓名以“例：”开头的行不导入。"),
    )
    _person = {  # noqa: RUF012
        NAME: "必填，与名册一致。",
        ID_NUMBER: "有重名时填，用来区分。",
        NUMBER: "有重名时填，用来区分。",
        BIRTH: "有重名时填，用来区分。",
        BRANCH: "可不填；填了就只在这个支部里找人。",
        FLOATING: "流动党员发展对象填“是”。",
        LEAVES_ON: "写到日。",
    }
    _facet = {  # noqa: RUF012
        _F.OUTCOME: "通过、未通过；转正的写按期转正、延长6个月或取消预备党员资格。空着算通过。",
        _F.ORGAN: "党委、党总支、支委会或支部党员大会等，写单位全称也认得。",
        _F.SECRET: "无记名投票的填“是”。",
        _F.BY: "几个人用“、”隔开。",
        _F.REASON: "超过期限等特殊情况的理由。",
    }

    @classmethod
    def of(cls, key: Key) -> str:
        """What the column wants."""
        if key.part is Part.PERSON:
            return cls._person[key]
        if key.part is Part.REVIEW:
            return "几次考察的日期用“、”隔开，写在一格里。"
        if key.part is Part.PAPER:
            other = "按“材料名称”表里的写法，几份用“；”隔开；知道收到日期的写在括号里。"
            return (
                other if key.what == OTHER_PAPERS else "在档案里的填“有”或收到的日期，没有的空着。"
            )
        if key.facet in {*VOTES, _F.DAYS, _F.HOURS, _F.MONTHS}:
            return "只写数字。"
        return cls._facet.get(key.facet, "姓名。" if key.facet is _F.NAME else _place_or_day(key))


def _place_or_day(key: Key) -> str:
    if key.facet in {_F.PLACE, _F.SECOND, _F.NUMBER}:
        return "照原件填写。"
    return "写到日。" if key.part is Part.NOTICE else "日期。"
