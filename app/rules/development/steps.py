"""The 25 steps from application to archive as data: who acts, what comes first, which papers."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from types import SimpleNamespace

from app.rules.base import Cite, Dated, Labelled
from app.rules.book.entry import article_of_2014
from app.rules.members import Stage
from app.rules.sources import DEVELOPMENT_2014, DEVELOPMENT_2026


class Phase(Labelled):
    APPLYING = "applying", "申请入党"
    ACTIVIST = "activist", "入党积极分子的确定和培养教育"
    PROSPECT = "prospect", "发展对象的确定和考察"
    ACCEPTING = "accepting", "预备党员的接收"
    CONFIRMING = "confirming", "预备党员的教育、考察和转正"


class Actor(Labelled):
    APPLICANT = "applicant", "本人"
    BRANCH = "branch", "党支部"
    BRANCH_COMMITTEE = "branch_committee", "支委会"
    CONTACTS = "contacts", "培养联系人"
    ASSEMBLY = "assembly", "支部党员大会"
    SUPERIOR = "superior", "上级党委"


class Submitter(Labelled):
    APPLICANT = "A", "本人"
    BRANCH = "B", "党支部"
    CONTACTS = "T", "培养联系人（入党介绍人）"
    SUPERIOR = "P", "上级党委"


class Step(IntEnum):
    """The official numbers."""

    APPLY = 1
    TALK = 2
    ACTIVIST = 3
    ACTIVIST_FILED = 4
    CONTACTS = 5
    TRAINING = 6
    PROSPECT = 7
    PROSPECT_LISTED = 8
    INTRODUCERS = 9
    POLITICAL_REVIEW = 10
    COURSE = 11
    EXAMINED = 12
    PREREVIEW = 13
    BOOKLET = 14
    ACCEPTED = 15
    SUPERIOR_TALK = 16
    APPROVED = 17
    APPROVAL_FILED = 18
    ASSIGNED = 19
    OATH = 20
    PROBATION = 21
    CONFIRMATION_ASKED = 22
    CONFIRMATION_VOTED = 23
    CONFIRMATION_APPROVED = 24
    ARCHIVED = 25

    @property
    def about(self) -> "StepFacts":
        return STEPS[self]

    @property
    def label(self) -> str:
        return STEPS[self].name


S = SimpleNamespace(**Step.__members__)
"""The same members, for the linter: reading one off an enumeration costs ten times as much."""


@dataclass(frozen=True)
class Paper:
    """`named` marks the papers that the regulation itself names for the archive (DEV-30);
    the rest is the usual list of a published handbook."""

    code: str
    name: str
    by: Submitter
    named: bool = False


@dataclass(frozen=True)
class StepFacts:
    """One step: `needs` are the steps that must have been taken before it; `makes` the stage of
    membership it leads to; `lasting` steps have no day of their own but reviews."""

    step: Step
    name: str
    phase: Phase
    actor: Actor
    needs: tuple[Step, ...]
    output: str
    articles: tuple[int, ...]
    papers: tuple[Paper, ...] = ()
    makes: Stage | None = None
    lasting: bool = False

    def cite(self, day: date) -> Cite:
        """The clause of the version in force on the day; the oldest on record before it."""
        dated = _clause(self.articles)
        return (dated.version(day) if day >= DEVELOPMENT_2014.in_force else dated.versions[0]).cite


def _clause(articles):
    then = tuple(article_of_2014(number) for number in articles)
    return Dated(
        {
            DEVELOPMENT_2014.in_force: (articles, DEVELOPMENT_2014.cite(*then)),
            DEVELOPMENT_2026.in_force: (articles, DEVELOPMENT_2026.cite(*articles)),
        }
    )


_A, _B, _T, _P = Submitter
_S = Step

# A table, one step a row; kept as written so that a step is read at a glance.
# fmt: off
_ROWS = (
    StepFacts(_S.APPLY, "递交入党申请书", Phase.APPLYING, Actor.APPLICANT, (),
        "入党申请书", (5, 6), (Paper("application", "入党申请书", _A, named=True),),
        makes=Stage.APPLICANT),
    StepFacts(_S.TALK, "党组织派人谈话", Phase.APPLYING, Actor.BRANCH, (_S.APPLY,),
        "谈话记录", (7,), (
            Paper("talk_record", "同入党申请人的谈话记录", _B),
            Paper("process_record", "发展党员工作全程纪实表", _B))),
    StepFacts(_S.ACTIVIST, "推荐和确定入党积极分子", Phase.ACTIVIST, Actor.BRANCH_COMMITTEE,
        (_S.TALK,), "支委会决议", (8,), (
            Paper("recommendation", "推荐入党积极分子人选登记表", _B),
            Paper("activist_minutes", "确定入党积极分子的会议记录", _B)),
        makes=Stage.ACTIVIST),
    StepFacts(_S.ACTIVIST_FILED, "上级党委备案", Phase.ACTIVIST, Actor.SUPERIOR,
        (_S.ACTIVIST,), "备案意见", (8,), (
            Paper("filing_report", "备案报告（附名册）", _B),)),
    StepFacts(_S.CONTACTS, "指定培养联系人", Phase.ACTIVIST, Actor.BRANCH,
        (_S.ACTIVIST_FILED,), "一至两名正式党员", (9,)),
    StepFacts(_S.TRAINING, "培养教育考察", Phase.ACTIVIST, Actor.CONTACTS, (_S.CONTACTS,),
        "每半年一次考察", (10, 11, 12), (
            Paper("activist_record", "入党积极分子培养考察登记表", _T, named=True),),
        lasting=True),
    StepFacts(_S.PROSPECT, "确定发展对象", Phase.PROSPECT, Actor.BRANCH_COMMITTEE,
        (_S.CONTACTS,), "支委会决议", (13,), (
            Paper("prospect_minutes", "讨论发展对象人选会议记录", _B),)),
    StepFacts(_S.PROSPECT_LISTED, "报上级党委，公示，列为发展对象", Phase.PROSPECT, Actor.BRANCH,
        (_S.PROSPECT,), "上级意见、公示情况登记", (13,), (
            Paper("consent_request", "请示（备案报告，附名册）", _B),
            Paper("public_notice", "公示", _B),
            Paper("notice_record", "公示情况登记表", _B)),
        makes=Stage.PROSPECT),
    StepFacts(_S.INTRODUCERS, "确定入党介绍人", Phase.PROSPECT, Actor.BRANCH,
        (_S.PROSPECT_LISTED,), "两名正式党员", (14, 15), (
            Paper("introducers", "入党介绍人确定记录", _B),)),
    StepFacts(_S.POLITICAL_REVIEW, "政治审查", Phase.PROSPECT, Actor.BRANCH,
        (_S.PROSPECT_LISTED,), "结论性材料", (16,), (
            Paper("review_letter", "政治审查函、回函", _B),
            Paper("review_report", "政治审查情况报告（结论性材料）", _B, named=True))),
    StepFacts(_S.COURSE, "短期集中培训", Phase.PROSPECT, Actor.SUPERIOR,
        (_S.PROSPECT_LISTED,), "培训证明", (17,), (
            Paper("course_certificate", "短期集中培训证明", _P),)),
    StepFacts(_S.EXAMINED, "支委会审查", Phase.ACCEPTING, Actor.BRANCH_COMMITTEE,
        (_S.INTRODUCERS, _S.POLITICAL_REVIEW, _S.COURSE), "集体讨论合格", (18,), (
            Paper("committee_examination", "支委会审查记录", _B),)),
    StepFacts(_S.PREREVIEW, "上级党委预审", Phase.ACCEPTING, Actor.SUPERIOR, (_S.EXAMINED,),
        "预审意见，发给入党志愿书", (18,), (
            Paper("prereview_request", "预审请示", _B),
            Paper("prereview_opinion", "预审意见", _P))),
    StepFacts(_S.BOOKLET, "填写入党志愿书", Phase.ACCEPTING, Actor.APPLICANT,
        (_S.PREREVIEW,), "中国共产党入党志愿书", (15, 18), (
            Paper("booklet", "中国共产党入党志愿书", _A, named=True),)),
    StepFacts(_S.ACCEPTED, "支部党员大会讨论", Phase.ACCEPTING, Actor.ASSEMBLY, (_S.BOOKLET,),
        "票决、大会决议", (19, 20, 21), (
            Paper("acceptance_minutes", "接收预备党员支部大会会议记录", _B),
            Paper("vote_summary", "票决情况表", _B),
            Paper("approval_request", "审批请示", _B))),
    StepFacts(_S.SUPERIOR_TALK, "上级党委派人谈话", Phase.ACCEPTING, Actor.SUPERIOR,
        (_S.ACCEPTED,), "谈话意见（记入入党志愿书）", (23,)),
    StepFacts(_S.APPROVED, "上级党委审批", Phase.ACCEPTING, Actor.SUPERIOR,
        (_S.SUPERIOR_TALK,), "审批意见，写明预备期起止", (22, 24, 25), (
            Paper("approval_reply", "批复", _P),),
        makes=Stage.PROBATIONARY),
    StepFacts(_S.APPROVAL_FILED, "报上级党委组织部门备案", Phase.ACCEPTING, Actor.SUPERIOR,
        (_S.APPROVED,), "备案报告", (25,), (Paper("approval_filing", "备案报告", _P),)),
    StepFacts(_S.ASSIGNED, "编入党支部和党小组", Phase.CONFIRMING, Actor.BRANCH,
        (_S.APPROVED,), "编组记录", (28,)),
    StepFacts(_S.OATH, "入党宣誓", Phase.CONFIRMING, Actor.BRANCH, (_S.APPROVED,),
        "面向党旗宣誓", (29,), (Paper("oath_record", "宣誓记录", _B),)),
    StepFacts(_S.PROBATION, "继续教育考察", Phase.CONFIRMING, Actor.BRANCH, (_S.APPROVED,),
        "预备期自支部大会通过之日起一年", (15, 30, 31), (
            Paper("probationary_record", "预备党员教育考察登记表", _T, named=True),),
        lasting=True),
    StepFacts(_S.CONFIRMATION_ASKED, "提出转正申请", Phase.CONFIRMING, Actor.APPLICANT,
        (_S.APPROVED,), "转正申请书", (32,), (
            Paper("confirmation_application", "转正申请书", _A, named=True),)),
    StepFacts(_S.CONFIRMATION_VOTED, "支部党员大会讨论转正", Phase.CONFIRMING, Actor.ASSEMBLY,
        (_S.CONFIRMATION_ASKED,), "按期转正、延长或取消", (31, 32), (
            Paper("confirmation_review", "转正审查登记表", _B),
            Paper("confirmation_minutes", "转正支部大会会议记录", _B),
            Paper("confirmation_request", "转正（延长、取消）请示", _B))),
    StepFacts(_S.CONFIRMATION_APPROVED, "上级党委审批转正", Phase.CONFIRMING, Actor.SUPERIOR,
        (_S.CONFIRMATION_VOTED,), "批复", (33,), (Paper("confirmation_reply", "批复", _P),),
        makes=Stage.FULL),
    StepFacts(_S.ARCHIVED, "材料归档", Phase.CONFIRMING, Actor.BRANCH,
        (_S.CONFIRMATION_APPROVED,), "存入本人人事档案（没有的，建立党员档案）", (36,), (
            Paper("archive_list", "党员档案材料清单", _B),)),
)
# fmt: on

STEPS: dict[Step, StepFacts] = {row.step: row for row in _ROWS}
PAPERS: dict[str, tuple[Step, Paper]] = {
    paper.code: (row.step, paper) for row in _ROWS for paper in row.papers
}
ARCHIVE = tuple(code for code, (_, paper) in PAPERS.items() if paper.named)
"""DEV-30: the six papers the regulation names."""


def after(step: Step) -> list[Step]:
    """The steps that name this one among what must come first, whether directly or not."""
    found = {step}
    for row in _ROWS:
        if found & set(row.needs):
            found.add(row.step)
    return sorted(found - {step})
