"""Papers of venues (rulebook 8.10): plain values, no records."""

from dataclasses import dataclass
from datetime import date

REGISTER = [
    "序号", "场所名称", "所属党组织", "共用单位", "地址、房号", "面积（㎡）", "启用时间",
    "容纳人数", "已有设施", "还缺", "管理员", "电话", "开放时间", "是否达标",
]  # fmt: skip
REGISTER_WIDTHS = [6, 18, 26, 26, 20, 10, 14, 10, 40, 24, 10, 16, 30, 10]
CHECKS = ["序号", "党组织", "场所", "检查日期", "检查人", "结果", "问题", "责任人", "整改期限"]
CHECK_WIDTHS = [6, 26, 18, 14, 12, 12, 50, 14, 14]
USE = ["序号", "场所", "管理单位", "约定次数", "使用次数", "使用时数", "人次", "开放时数", "使用率"]
USE_WIDTHS = [6, 20, 26, 10, 10, 10, 10, 10, 10]


@dataclass(frozen=True)
class FacilityRow:
    name: str
    there: bool | None


@dataclass(frozen=True)
class VenueRegister:
    """One venue. `opening` are lines such as 星期一至星期五 08:00—21:00; `fit` is 达标, 不达标 or
    nothing."""

    name: str
    organization: str
    shared: str
    place: str
    area: int | str
    used_since: date | str
    capacity: int | str
    own: str
    facilities: tuple[FacilityRow, ...]
    keeper: str
    phone: str
    opening: tuple[str, ...]
    fit: str
    problem: str
    mend_by: date | str
    remark: str
    filled: date | str


@dataclass(frozen=True)
class CheckRow:
    organization: str
    venue: str
    checked: date | str
    checker: str
    outcome: str
    problem: str
    responsible: str
    mend_by: date | str


@dataclass(frozen=True)
class CheckSheet:
    """`totals` are outcome and count."""

    organization: str
    year: int | str
    rows: tuple[CheckRow, ...]
    totals: tuple[tuple[str, int], ...]
    filled: date | str


@dataclass(frozen=True)
class UseRow:
    day: date | str
    span: str
    user: str
    title: str
    people: int | str
    asked_by: str
    intact: str
    note: str


@dataclass(frozen=True)
class UseSheet:
    """What one venue was used for from day to day; `hours` are of real use."""

    venue: str
    organization: str
    keeper: str
    period: str
    rows: tuple[UseRow, ...]
    times: int
    people: int
    hours: str
