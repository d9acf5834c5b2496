"""DUE: the rules on dues of 2008 and 2017, their rates and terms, and what this product decided."""

from app.rules.base import Strength
from app.rules.book.entry import entry
from app.rules.sources import DUES_2008

MUST = Strength.MUST

# A table, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
RULES = (
    entry(
        "DUE-26", "使用范围",
        ("培训党员", "订购党员教育报刊资料和设备", "表彰先进", "补助生活困难党员", "补助受灾党员"),
        "", MUST, DUES_2008, 19,
        text="党费用于培训党员；订阅或购买用于党员教育的报刊、资料、音像制品和设备；表彰先进基层"
        "党组织、优秀共产党员和优秀党务工作者；补助生活困难的党员；补助遭受严重自然灾害的党员和修缮"
        "因灾受损的基层党员教育设施。",
    ),
    entry(
        "DUE-28", "集体讨论决定", "集体讨论", "", MUST, DUES_2008, 20,
        text="使用和下拨党费，必须集体讨论决定。",
    ),
)
