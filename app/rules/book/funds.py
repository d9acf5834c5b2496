"""FU: work funds of Party organisations; local practice and conventions around UNI-15."""

from app.rules.base import Strength
from app.rules.book.entry import entry
from app.rules.sources import LOCAL, OWN, PRACTICE

CONVENTION = Strength.CONVENTION

# A table, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
RULES = (
    entry(
        "FU-01", "党建工作经费年度预算", "列入年度预算，专项列支", "", Strength.LOCAL, LOCAL,
        text="把基层党组织的工作和活动经费纳入单位年度预算，专项列支。高校条例只要求提供经费和物质"
        "支持，年度预算和专项列支来自专项文件和学校规定，不是条例原文。",
    ),
    entry(
        "FU-02", "预算编报的月份", 3, "月底前", CONVENTION, OWN,
        text="没有条文写预算编报的日期；要求年度预算的，本系统按 3 月底前编报提醒。",
    ),
    entry(
        "FU-03", "支出先集体研究", "先集体研究", "", Strength.NORMALLY, PRACTICE,
        text="工作经费支出一般先经支委会或者党员大会研究；没有研究的，写明原因。"
        "党费的使用必须集体讨论决定。",
    ),
    entry(
        "FU-04", "审批权限", {"本组织": 1000, "上级": 10000}, "元以内", CONVENTION, OWN,
        text="没有条文写审批金额。本系统约定 1000 元以内由本组织批，10000 元以内由上级批，"
        "再高由再上一级批；上级党组织可以在“经费办法”里另定，对所属组织有效。",
    ),
    entry(
        "FU-05", "年末结余",
        {"党建工作经费": "收回", "科普经费": "收回", "党费返还": "结转", "书记待遇": "收回",
         "其他": "结转"}, "", CONVENTION, OWN,
        text="没有条文写各类经费的年末结余怎么办。本系统约定预算拨款收回、党费返还和其他经费结转下年；"
        "上级党组织可以在“经费办法”里另定。",
    ),
    entry(
        "FU-06", "经费快用完的提醒", 90, "%", CONVENTION, OWN,
        text="一类经费已用和已批的达到预算的 90% 时提醒；上级党组织可以在“经费办法”里另定。",
    ),
    entry(
        "FU-07", "经费一直没有用的提醒", 10, "月起", CONVENTION, OWN,
        text="到 10 月一类经费还没有支出的，提醒安排使用。",
    ),
    entry(
        "FU-08", "经费事项的办理时限", {"集体研究": 15, "审批": 7, "预算批复": 30}, "天",
        CONVENTION, OWN,
        text="申请提出后 15 天内集体研究，研究后 7 天内审批；预算和调整报来后 30 天内批复。",
    ),
    entry(
        "FU-09", "活动后结清", 30, "天", CONVENTION, OWN,
        text="活动结束后 30 天内报销，退回余款或者补付差额。",
    ),
    entry(
        "FU-10", "活动经费提前申请", 7, "个工作日", Strength.LOCAL, LOCAL,
        text="活动经费提前 7 个工作日申请；来不及的写明原因。",
    ),
)
