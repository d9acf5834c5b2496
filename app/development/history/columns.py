"""The columns of a history workbook: what each is about, what it is called, which ones stand in it.

Pure: knows the 25 steps and the papers, no file and no database.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.rules.development.case import HelperRole, NoticeKind, ReviewKind
from app.rules.development.steps import ARCHIVE, PAPERS, Step


class Part(StrEnum):
    """What kind of thing a column tells of."""

    PERSON = "person"
    STEP = "step"
    HELPER = "helper"
    REVIEW = "review"
    NOTICE = "notice"
    PAPER = "paper"


class Facet(StrEnum):
    """Which fact of it; the label is the end of the heading."""

    label: str

    def __new__(cls, value, label):
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    NAME = "name", ""
    ON = "on", "日期"
    UNTIL = "until", "结束日期"
    SPAN = "span", "起止"
    AGREED = "agreed", "上级同意日期"
    SUBMITTED = "submitted", "报上级日期"
    OUTCOME = "outcome", "结果"
    ORGAN = "organ", "组织"
    BY = "by", "办理人"
    DUE = "due", "应到"
    PRESENT = "present", "实到"
    YES = "yes", "赞成"
    NO = "no", "反对"
    ABSTAIN = "abstain", "弃权"
    WRITTEN = "written", "书面意见"
    SECRET = "secret", "无记名"
    DAYS = "days", "天数"
    HOURS = "hours", "学时"
    MONTHS = "months", "延长月数"
    REASON = "reason", "说明"
    NUMBER = "number", "文号"
    PLACE = "place", "地点"
    SECOND = "second", "另一地点"
    HELD = "held", ""


MOST = 400
"""Columns of one workbook: all that a college's files may fill between them."""
VOTES = (Facet.DUE, Facet.PRESENT, Facet.YES, Facet.NO, Facet.ABSTAIN, Facet.WRITTEN)
PERSON = {
    "name": "姓名",
    "id_number": "身份证号",
    "number": "工号或学号",
    "birth": "出生日期",
    "branch": "所在党支部",
    "floating": "是否流动",
    "leaves_on": "预计离开日期",
}
OTHER_PAPERS = "other"
STEMS = {
    Step.APPLY: "申请入党",
    Step.TALK: "谈话",
    Step.ACTIVIST: "确定积极分子",
    Step.ACTIVIST_FILED: "积极分子备案",
    Step.CONTACTS: "指定培养联系人",
    Step.TRAINING: "培养教育考察",
    Step.PROSPECT: "确定发展对象",
    Step.PROSPECT_LISTED: "列为发展对象",
    Step.INTRODUCERS: "确定入党介绍人",
    Step.POLITICAL_REVIEW: "政审",
    Step.COURSE: "集中培训",
    Step.EXAMINED: "支委会审查",
    Step.PREREVIEW: "预审",
    Step.BOOKLET: "填写志愿书",
    Step.ACCEPTED: "接收大会",
    Step.SUPERIOR_TALK: "上级谈话",
    Step.APPROVED: "审批",
    Step.APPROVAL_FILED: "组织部门备案",
    Step.ASSIGNED: "编入支部",
    Step.OATH: "宣誓",
    Step.PROBATION: "继续教育考察",
    Step.CONFIRMATION_ASKED: "转正申请",
    Step.CONFIRMATION_VOTED: "转正大会",
    Step.CONFIRMATION_APPROVED: "转正审批",
    Step.ARCHIVED: "归档",
}
HELPERS = {HelperRole.CONTACT: "培养联系人", HelperRole.INTRODUCER: "入党介绍人"}
REVIEWS = {
    ReviewKind.ACTIVIST: "积极分子考察日期",
    ReviewKind.PROBATIONARY: "预备期考察日期",
    ReviewKind.REPORT: "思想汇报日期",
    ReviewKind.CONTACT: "联系人记录日期",
}
NOTICES = {
    NoticeKind.ACTIVIST: "积极分子公示",
    NoticeKind.PROSPECT: "发展对象公示",
    NoticeKind.CONFIRMATION: "转正公示",
}
_OWN = {
    (Step.TALK, Facet.BY): "谈话人",
    (Step.SUPERIOR_TALK, Facet.BY): "上级谈话人",
    (Step.COURSE, Facet.ON): "集中培训开始日期",
    (Step.POLITICAL_REVIEW, Facet.ON): "政审结论日期",
}
_OF_HELPER = {Facet.NAME: "", Facet.ON: "起", Facet.UNTIL: "止"}
_OF_NOTICE = {Facet.ON: "张贴日期", Facet.UNTIL: "截止日期"}


@dataclass(frozen=True)
class Key:
    """One column's meaning. `what` is a step, a role, a kind or a paper's code, by its value;
    `turn` counts from 1: the second time a step was gone through, the second contact."""

    part: Part
    what: str
    facet: Facet = Facet.NAME
    turn: int = 1

    @property
    def label(self) -> str:
        """The heading that a workbook made here bears; reading knows it again."""
        if self.part is Part.HELPER:
            return f"{HELPERS[HelperRole(self.what)]}{self.turn}{_OF_HELPER[self.facet]}"
        again = f"（第{self.turn}次）" if self.turn > 1 else ""
        return self._bare + again

    @property
    def _bare(self) -> str:
        if self.part is Part.PERSON:
            return PERSON[self.what]
        if self.part is Part.REVIEW:
            return REVIEWS[ReviewKind(self.what)]
        if self.part is Part.PAPER:
            return "其他在档材料" if self.what == OTHER_PAPERS else f"材料：{paper_name(self.what)}"
        if self.part is Part.NOTICE:
            return NOTICES[NoticeKind(self.what)] + _OF_NOTICE.get(self.facet, self.facet.label)
        return _OWN.get((self.step, self.facet), STEMS[self.step] + self.facet.label)

    @property
    def step(self) -> Step:
        return Step(int(self.what))

    @property
    def code(self) -> str:
        """For storage; `of_code` is the inverse."""
        return f"{self.part}:{self.what}:{self.facet}:{self.turn}"


def of_code(code: str) -> Key:
    part, what, facet, turn = code.split(":")
    return Key(Part(part), what, Facet(facet), int(turn))


def of_step(step: Step, facet: Facet = Facet.ON, turn: int = 1) -> Key:
    return Key(Part.STEP, str(int(step)), facet, turn)


def of_helper(role: HelperRole, number: int, facet: Facet = Facet.NAME) -> Key:
    return Key(Part.HELPER, role.value, facet, number)


def of_review(kind: ReviewKind) -> Key:
    return Key(Part.REVIEW, kind.value, Facet.ON)


def of_notice(kind: NoticeKind, facet: Facet = Facet.ON, number: int = 1) -> Key:
    return Key(Part.NOTICE, kind.value, facet, number)


def of_paper(code: str) -> Key:
    return Key(Part.PAPER, code, Facet.HELD)


def paper_name(code: str) -> str:
    """The paper's name; where two papers share one, with the step it belongs to."""
    step, paper = PAPERS[code]
    shared = sum(other.name == paper.name for _, other in PAPERS.values()) > 1
    return f"{paper.name}（{step.label}）" if shared else paper.name


NAME, ID_NUMBER, NUMBER, BIRTH, BRANCH, FLOATING, LEAVES_ON = (
    Key(Part.PERSON, what) for what in PERSON
)
PEOPLE = (NAME, ID_NUMBER, NUMBER, BIRTH, BRANCH)

_F, _S = Facet, Step
_CONTACT, _INTRODUCER = HelperRole
# What the template shows, in the order in which a life goes.
_SHOWN: tuple[tuple[Step, tuple[Facet, ...], tuple[Key, ...]], ...] = (
    (_S.APPLY, (_F.ON,), ()),
    (_S.TALK, (_F.ON, _F.BY), ()),
    (_S.ACTIVIST, (_F.ON,), ()),
    (_S.ACTIVIST_FILED, (_F.ON,), ()),
    (
        _S.CONTACTS,
        (_F.ON,),
        tuple(of_helper(_CONTACT, n, f) for n in (1, 2) for f in (_F.NAME, _F.ON)),
    ),
    (_S.TRAINING, (), (of_review(ReviewKind.ACTIVIST),)),
    (_S.PROSPECT, (_F.ON,), ()),
    (
        _S.PROSPECT_LISTED,
        (_F.SUBMITTED, _F.AGREED, _F.ON),
        tuple(of_notice(NoticeKind.PROSPECT, f) for f in (_F.ON, _F.UNTIL, _F.PLACE)),
    ),
    (
        _S.INTRODUCERS,
        (_F.ON,),
        tuple(of_helper(_INTRODUCER, n) for n in (1, 2)),
    ),
    (_S.POLITICAL_REVIEW, (_F.ON, _F.OUTCOME), ()),
    (_S.COURSE, (_F.ON, _F.UNTIL, _F.DAYS, _F.HOURS), ()),
    (_S.EXAMINED, (_F.ON,), ()),
    (_S.PREREVIEW, (_F.ON, _F.OUTCOME), ()),
    (_S.BOOKLET, (_F.ON,), ()),
    (_S.ACCEPTED, (_F.ON, *VOTES, _F.SECRET, _F.OUTCOME), ()),
    (_S.SUPERIOR_TALK, (_F.ON, _F.BY), ()),
    (_S.APPROVED, (_F.SUBMITTED, _F.ON, _F.ORGAN, _F.NUMBER, _F.REASON), ()),
    (_S.APPROVAL_FILED, (_F.ON,), ()),
    (_S.ASSIGNED, (_F.ON,), ()),
    (_S.OATH, (_F.ON,), ()),
    (_S.PROBATION, (), (of_review(ReviewKind.PROBATIONARY),)),
    (_S.CONFIRMATION_ASKED, (_F.ON,), ()),
    (_S.CONFIRMATION_VOTED, (_F.ON, *VOTES, _F.SECRET, _F.OUTCOME), ()),
    (_S.CONFIRMATION_APPROVED, (_F.ON, _F.ORGAN, _F.NUMBER), ()),
    (_S.ARCHIVED, (_F.ON,), ()),
)
TEMPLATE: tuple[Key, ...] = (
    *PEOPLE,
    *(
        key
        for step, facets, others in _SHOWN
        for key in (*(of_step(step, facet) for facet in facets), *others)
    ),
    *(of_paper(code) for code in ARCHIVE),
    of_paper(OTHER_PAPERS),
)


def _place(key: Key) -> tuple:
    """Where a column stands that the template does not show: behind the last like it."""
    like = [n for n, one in enumerate(TEMPLATE) if (one.part, one.what) == (key.part, key.what)]
    steps = [
        n
        for n, one in enumerate(TEMPLATE)
        if one.part is Part.STEP and key.part is Part.STEP and one.step <= key.step
    ]
    at = TEMPLATE.index(key) if key in TEMPLATE else max([*like, *steps], default=len(TEMPLATE))
    return at, key.turn, list(Facet).index(key.facet)


def in_order(keys) -> list[Key]:
    """The columns as they stand in a workbook, each once."""
    return sorted(dict.fromkeys(keys), key=_place)
