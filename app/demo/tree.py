"""The invented university's organisations, and how many people each branch has."""

from dataclasses import dataclass

from app.organizations import actions
from app.organizations.models import Organization
from app.rules.organizations import OrganizationKind as Kind
from app.rules.organizations import UnitType as Unit


@dataclass(frozen=True)
class Branch:
    """A branch to build: `full`, `probationary` and `coming` people; `diligence` is the share of
    due meetings it has on record, `elected` how many days ago its committee was elected."""

    code: str
    name: str
    unit: Unit
    full: int
    probationary: int
    coming: int
    diligence: float
    founded: tuple[int, int, int] = (2018, 9, 1)
    groups: int = 0
    elected: int = 802


UNIVERSITY = ("XC", "星城科技大学党委", Unit.OTHER)
COLLEGES = [
    ("XC-JS", "计算机学院党委", Kind.COMMITTEE, Unit.TEACHER, [
        Branch("JS-01", "教工第一党支部", Unit.TEACHER, 22, 1, 3, 0.95, groups=2),
        Branch("JS-02", "教工第二党支部", Unit.TEACHER, 17, 0, 1, 0.85, elected=1065),
        Branch("JS-11", "2023级本科生党支部", Unit.UNDERGRADUATE, 6, 9, 8, 0.8, (2024, 3, 15)),
        Branch("JS-21", "研究生第一党支部", Unit.GRADUATE, 19, 4, 4, 0.9, groups=2),
        Branch("JS-22", "研究生第二党支部", Unit.GRADUATE, 15, 3, 2, 0.7, elected=970),
    ]),
    ("XC-JX", "机械工程学院党委", Kind.COMMITTEE, Unit.TEACHER, [
        Branch("JX-01", "教工党支部", Unit.TEACHER, 24, 0, 1, 0.9),
        Branch("JX-11", "2022级本科生党支部", Unit.UNDERGRADUATE, 11, 8, 7, 0.6, (2023, 10, 8)),
        Branch("JX-21", "研究生党支部", Unit.GRADUATE, 18, 3, 2, 0.85),
    ]),
    ("XC-HX", "化学化工学院党委", Kind.COMMITTEE, Unit.TEACHER, [
        Branch("HX-01", "教工第一党支部", Unit.TEACHER, 16, 1, 1, 0.95),
        Branch("HX-02", "教工第二党支部", Unit.TEACHER, 5, 0, 1, 0.75),
        Branch("HX-21", "研究生党支部", Unit.GRADUATE, 17, 4, 3, 0.9),
    ]),
    ("XC-JG", "机关党总支", Kind.GENERAL_BRANCH, Unit.OFFICE, [
        Branch("JG-01", "组织人事党支部", Unit.OFFICE, 13, 0, 1, 1.0),
        Branch("JG-02", "图书馆党支部", Unit.OFFICE, 12, 0, 0, 0.9),
        Branch("JG-03", "后勤产业联合党支部", Unit.JOINT, 9, 1, 1, 0.65),
    ]),
    ("XC-LT", "离退休党总支", Kind.GENERAL_BRANCH, Unit.RETIRED, [
        Branch("LT-01", "离退休第一党支部", Unit.RETIRED, 26, 0, 0, 0.8),
    ]),
]  # fmt: skip


def build(founded, elected) -> dict[str, Organization]:
    """Set the whole tree up; {code: organisation}. `founded` and `elected` make dates of a branch's
    facts."""
    code, name, unit = UNIVERSITY
    made = {code: actions.create(code=code, name=name, kind=Kind.COMMITTEE, unit_type=unit)}
    for code, name, kind, unit, branches in COLLEGES:
        made[code] = actions.create(
            code=code, name=name, kind=kind, unit_type=unit, parent=made[UNIVERSITY[0]]
        )
        for branch in branches:
            made[branch.code] = actions.create(
                code=branch.code, name=branch.name, kind=Kind.BRANCH, unit_type=branch.unit,
                parent=made[code], founded_on=founded(branch), elected_on=elected(branch),
            )  # fmt: skip
            for number in range(branch.groups):
                group = f"{branch.code}-{number + 1}"
                made[group] = actions.create(
                    code=group, name=f"第{'一二三'[number]}党小组", kind=Kind.GROUP,
                    unit_type=branch.unit, parent=made[branch.code],
                )  # fmt: skip
    return made


def branches() -> list[Branch]:
    return [branch for *_, branches in COLLEGES for branch in branches]


def plan(code: str) -> Branch:
    return next(branch for branch in branches() if branch.code == code)
