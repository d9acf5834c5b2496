"""A committee's year on paper: figures in a small table, then texts; and its rows for Excel."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.development.models import Analysis, Plan
from app.development.plans.figures import Activists, Standing
from app.organizations.models import Organization
from app.printing.words import paragraphs
from app.rules.members import Stage

HEADINGS = (
    "党委", "计划发展", "已接收", "完成", "申请人", "积极分子", "发展对象", "预备党员",
    "年度报告", "积极分子分析",
)  # fmt: skip
WIDTHS = (30, 10, 10, 10, 10, 10, 10, 10, 14, 14)


@dataclass(frozen=True)
class Side:
    """One way of counting: 按性别 – 男 3 人、女 4 人."""

    name: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Section:
    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class YearReport:
    """年度发展党员工作报告 or 入党积极分子队伍分析: `facts` above, `sides` as a table, texts."""

    title: str
    organization: str
    year: int
    facts: tuple[tuple[str, str], ...] = ()
    sides: tuple[Side, ...] = ()
    sections: tuple[Section, ...] = ()
    day: date | str = ""


def plan_report(organization: Organization, plan: Plan, standing: Standing) -> YearReport:
    """The plan with what has come of it so far."""
    return YearReport(
        title=f"{plan.year}年发展党员工作计划和执行情况",
        organization=organization.name,
        year=plan.year,
        facts=(
            ("计划发展", f"{plan.planned} 人"),
            ("已接收", f"{standing.accepted} 人"),
            *((f"现有{s.label}", f"{standing.stages[s]} 人") for s in Stage if s is not Stage.FULL),
        ),
        sides=_sides(("单位", standing.by_unit), ("性别", standing.by_gender)),
        sections=_sections(("主要措施", plan.measures), ("执行情况", plan.report)),
        day=plan.reported_on or "",
    )


def analysis_report(
    organization: Organization, analysis: Analysis, found: Activists | None
) -> YearReport:
    """The analysis as written; `found` only where the day's figures are still those of it."""
    return YearReport(
        title=f"{analysis.year}年入党积极分子队伍状况分析",
        organization=organization.name,
        year=analysis.year,
        facts=(("入党积极分子", f"{analysis.activists} 人"),),
        sides=_sides(*found.sides) if found else (),
        sections=_sections(("队伍状况和分析", analysis.content), ("改进措施", analysis.measures)),
        day=analysis.analysed_on,
    )


def table_row(
    organization: Organization, plan: Plan | None, standing: Standing, analysis: Analysis | None
) -> list:
    """One committee under HEADINGS."""
    return [
        organization.name,
        plan.planned if plan else None,
        standing.accepted,
        share(standing.accepted, plan),
        *(standing.stages[stage] for stage in Stage if stage is not Stage.FULL),
        str(plan.reported_on or "") if plan else "",
        str(analysis.analysed_on) if analysis else "",
    ]


def share(accepted: int, plan: Plan | None) -> str:
    """How much of the plan has come true: 80%; nothing without a plan."""
    return f"{accepted * 100 // plan.planned}%" if plan and plan.planned else ""


def _sides(*counted: tuple[str, Counter]) -> tuple[Side, ...]:
    return tuple(Side(name, tuple(counts.items())) for name, counts in counted if counts)


def _sections(*texts: Sequence[str]) -> tuple[Section, ...]:
    return tuple(Section(title, paragraphs(text)) for title, text in texts if text)
