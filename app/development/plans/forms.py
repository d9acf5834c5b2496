"""Shapes of input for plans, reports and analyses."""

from app.core.forms import Count, Day, Paragraphs, PortalForm


class PlanForm(PortalForm):
    planned = Count("计划发展人数")
    measures = Paragraphs("主要措施", rows=5)
    report = Paragraphs("执行情况报告", rows=8)
    reported_on = Day("报告日期", description="向上级报告后填写，当年的报告就算完成。")


class AnalysisForm(PortalForm):
    analysed_on = Day("分析日期", needed=True)
    content = Paragraphs("队伍状况和分析", rows=10, needed=True)
    measures = Paragraphs("改进措施", rows=5)
