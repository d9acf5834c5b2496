"""Invented papers of acts for the eye: every kind, long names, rare characters."""

from datetime import date

from app.papers.registry import Form
from app.printing.samples import RARE_NAMES
from app.rules.acts import ActKind
from app.structure.sheets import Deed, structure_reply

COMMITTEE = "中共云山大学计算机学院委员会"
UNIVERSITY = "中共云山大学计算机科学与技术学院及网络空间安全研究院联合委员会"
BRANCH = "计算机学院研究生第三党支部"
OLD = "计算机学院研究生第一党支部"
LONG = "计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部"
RARE = "䶮湖学院古文字党支部"
DAY = date(2026, 11, 16)
PAPER = {"sender": COMMITTEE, "done": DAY, "number": "计党发〔2026〕12号"}

_SHORT = structure_reply(
    Deed(ActKind.SET_UP, (BRANCH,), made=(BRANCH,), new="计算机学院党委"), **PAPER
)
_SECRETARY = structure_reply(
    Deed(ActKind.SECRETARY, (BRANCH,), old="王一鸣", new="沈思远"), **PAPER
)

SAMPLES = {
    "structure_reply": {
        "short": _SHORT,
        "temporary": structure_reply(
            Deed(
                ActKind.SET_UP, ("援藏教师临时党支部",), made=("援藏教师临时党支部",),
                new="计算机学院党委", temporary=True, ends=date(2027, 7, 31),
            ),
            **PAPER,
        ),
        "rename": structure_reply(Deed(ActKind.RENAME, (OLD,), old=OLD, new=BRANCH), **PAPER),
        "move": structure_reply(
            Deed(ActKind.MOVE, (BRANCH,), old="计算机学院党委", new="网络空间安全学院党委"),
            **PAPER,
        ),
        "dissolve": structure_reply(Deed(ActKind.DISSOLVE, (OLD,), closed=(OLD,)), **PAPER),
        "split": structure_reply(
            Deed(ActKind.SPLIT, (OLD, BRANCH), made=(BRANCH,), people=11), **PAPER
        ),
        "long": structure_reply(
            Deed(ActKind.MERGE, (LONG, OLD), closed=(LONG,), people=47),
            sender=UNIVERSITY, done=DAY, number="云大计网党发〔2026〕1024号",
        ),
        "rare": structure_reply(
            Deed(ActKind.RENAME, (RARE,), old=RARE, new="䶮湖学院𠮷金文党支部"),
            sender="䶮湖学院党委", done=DAY,
        ),
    },
    "secretary_notice": {
        "short": _SECRETARY,
        "left": structure_reply(Deed(ActKind.SECRETARY, (BRANCH,), old="王一鸣"), **PAPER),
        "long": structure_reply(
            Deed(ActKind.SECRETARY, (LONG,), old="阿卜杜热西提·阿卜杜克热木", new="沈思远"),
            sender=UNIVERSITY, done=DAY, number="云大计网党发〔2026〕1024号",
        ),
        "rare": structure_reply(
            Deed(ActKind.SECRETARY, (RARE,), old="王𬭩", new=RARE_NAMES[-1]),
            sender="䶮湖学院党委", done=DAY,
        ),
    },
}  # fmt: skip
_WORDS = {
    "title": "标题",
    "title_parts": "标题分段：标题可以断行的各段",
    "number": "发文字号",
    "paragraphs": "正文",
}
FORMS = {
    "structure_reply": Form("组织变动批复", _SHORT, _WORDS),
    "secretary_notice": Form("书记任免通知", _SECRETARY, _WORDS),
}
