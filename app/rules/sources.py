"""The documents that rules cite, by official title; the one place citations are built from."""

from dataclasses import dataclass
from datetime import date

from app.rules.base import Cite

DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """1–99 as written in article numbers: 三, 十, 十一, 二十, 四十四."""
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{DIGITS[tens]}十")
    return head + (DIGITS[ones] if ones else "")


@dataclass(frozen=True)
class Document:
    """`in_force` is None where the first day is not known for certain."""

    title: str
    year: int | None = None
    in_force: date | None = None

    def cite(self, *articles: int | str) -> Cite:
        """Numbers become 第…条, texts (第四部分, 第六项) follow as they stand; none shows no"
        " article."""
        numbers = [f"第{chinese_number(a)}条" for a in articles if isinstance(a, int)]
        parts = [a for a in articles if isinstance(a, str)]
        return Cite(self.title, "、".join(numbers) + "".join(parts))


CONSTITUTION = Document("《中国共产党章程》", 1982, date(1982, 9, 6))
BRANCH = Document("《中国共产党支部工作条例（试行）》", 2018, date(2018, 10, 28))
EDUCATION = Document("《中国共产党党员教育管理工作条例》", 2019, date(2019, 5, 6))
DEVELOPMENT_1990 = Document("《中国共产党发展党员工作细则（试行）》（1990年）", 1990)
DEVELOPMENT_2014 = Document("《中国共产党发展党员工作细则》（2014年）", 2014, date(2014, 5, 28))
DEVELOPMENT_2026 = Document("《中国共产党发展党员工作细则》（2026年修订）", 2026, date(2026, 5, 11))
ELECTION = Document("《中国共产党基层组织选举工作条例》", 2020, date(2020, 7, 13))
TERMS = Document("《关于党的基层组织任期的意见》", 2018, date(2018, 7, 12))
UNIVERSITY = Document("《中国共产党普通高等学校基层组织工作条例》", 2021, date(2021, 4, 16))
ORGANS = Document("《中国共产党党和国家机关基层组织工作条例》", 2019, date(2019, 12, 27))
DISPOSAL = Document("《不合格党员组织处置办法》", 2024, date(2024, 6, 16))
DEBRIEF = Document("《党委（党组）书记抓基层党建工作述职评议考核办法（试行）》", 2019)
TEACHER_BRANCHES = Document("《中共教育部党组关于加强新形势下高校教师党支部建设的意见》", 2017)
TRAINING_2019 = Document("《2019—2023年全国党员教育培训工作规划》", 2019)
GROUPS_OF_ORGANS = Document("《中央和国家机关党小组工作规则（试行）》")
DUAL_LEADERS = Document("教党〔2018〕26号", 2018)
BENCHMARKS = Document("教党〔2018〕25号", 2018)
WORKROOMS = Document("教思政厅函〔2024〕2号", 2024)
MODEL_BRANCHES = Document("教思政厅函〔2023〕17号、〔2025〕18号", 2023)
SOCIETIES_2010 = Document("《关于在中国科协系统深入开展创先争优活动的指导意见》", 2010)
SOCIETIES_2018 = Document("中国科协指导意见（试行）（2018年）", 2018)
SPIRIT_2012 = Document("中组发〔2012〕6号", 2012)

DUES_2008 = Document("《关于中国共产党党费收缴、使用和管理的规定》", 2008, date(2008, 4, 1))

EVALUATION_NOTICE = Document("中央组织部年度民主评议党员通知")
ORGANIZATION_REPLY = Document("中央组织部有关解释")
LOCAL = Document("部分地方、学校规定")
PRACTICE = Document("通行做法（未见条文）")
CAMPAIGN_2012 = Document("2010—2012年专项活动文件")
OWN = Document("本系统约定（非法规条文）")
