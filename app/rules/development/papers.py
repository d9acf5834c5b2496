"""Whether the papers the regulation names lie in the file: for approval and for the archive."""

from app.rules.development.case import Sort
from app.rules.development.reading import Reading, by
from app.rules.development.steps import S


def judge(file: Reading) -> None:
    papers = file.case.papers
    if papers is None:
        return
    if (text := file.text(S.ARCHIVED)) is not None:
        _lacking(file, S.ARCHIVED, "DEV-30", text.archive_papers, "归档的材料没有收齐：")
    elif (text := file.text(S.APPROVED)) is not None:
        _lacking(file, S.APPROVED, "DEV-22", text.approval_papers, "报上级党委审批的材料没有收齐：")


def _lacking(file, step, rule_id, needed, message):
    """Nothing is archived before it is complete; an approval may run ahead of its papers."""
    if needed.keys() <= file.case.papers:
        return
    names = [name for code, name in needed.items() if code not in file.case.papers]
    reason = by(rule_id, file.lo[step], f"{message}{'、'.join(names)}")
    facts = (file.fact(step), *((name, "没有登记") for name in names))
    mend = "找齐材料后登记；遗失的按规定补办"
    file.add(Sort.GAP, step, reason, facts, mend, "papers", at_entry=step is S.ARCHIVED)
