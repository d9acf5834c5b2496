"""An applicant becomes a full member: branch and committee take turns over two simulated years."""

import json
from datetime import date

import pytest

from app.development.filling import FILLED
from tests.journeys.development import Branch, Committee

NAME = "闻一澜"


@pytest.fixture
def branch(page_as, server):
    """The secretary of JS-01, on the day on which somebody applies."""
    server.travel(date(2025, 8, 25))
    return Branch(page_as("secretary"), NAME)


@pytest.fixture
def college(page_as):
    return Committee(page_as("faculty"))


@pytest.fixture
def university(page_as):
    return Committee(page_as("committee"))


def test_an_applicant_becomes_a_full_member(branch, college, university, server, page_as):
    apply(branch, server)
    become_activist(branch, college, server)
    become_prospect(branch, college, server)
    be_examined(branch, college, server)
    own = open_an_account(branch, page_as)
    be_accepted(branch, college, university, server)
    be_confirmed(branch, college, server)
    assert len(branch.papers) == len(FILLED)
    assert_full_member(branch, own)
    assert_nothing_is_wrong(branch, server)


def open_an_account(branch, page_as):
    """The person's own phone, logged in by way of the printed slip, at 我的入党历程."""
    page = page_as(None, phone=True)
    page.goto(branch.invite())
    page.get_by_label("登录名").fill("yilan")
    page.fill("input[name=password]", "long-enough-2026")
    page.fill("input[name=repeated]", "long-enough-2026")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/login")
    page.fill("input[name=username]", "yilan")
    page.fill("input[name=password]", "long-enough-2026")
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    page.goto("/development/mine")
    page.get_by_text("由支部书记（召开支部党员大会）办理").wait_for()
    return page


def assert_full_member(branch, own):
    page = branch.page
    page.goto(branch.home)
    page.get_by_text("2026年10月23日至2027年10月22日").wait_for()
    page.get_by_text("2026年10月起").wait_for()
    page.get_by_role("link", name="党员卡", exact=True).click()
    facts = page.locator(".card-facts").first.inner_text()
    for label, told in (
        ("人员类别", "正式党员"),
        ("入党", "2026年10月23日"),
        ("转正", "2027年10月23日"),
    ):
        assert f"{label}\n{told}" in facts
    own.reload()
    assert "正式党员" in own.locator(".lead-2").inner_text()
    assert own.locator(".path li:not(.done)").count() == 0


def assert_nothing_is_wrong(branch, server):
    found = json.loads(server.portal("development", "lint", "--organization", "JS-01", "--json"))
    assert NAME not in {one["name"] for one in found["people"]}
    branch.page.goto("/development/lint")
    assert branch.page.get_by_text(NAME).count() == 0


def apply(branch, server):
    branch.register("2003-05-18", "2025-08-25")
    server.travel(date(2025, 9, 8))
    branch.enter("党组织派人谈话", 谈话人="郑一诺", 谈话内容="谈了对党的认识和入党动机。")
    branch.print_new_papers()


def become_activist(branch, college, server):
    server.travel(date(2025, 9, 15))
    branch.meet("推荐和确定入党积极分子")
    branch.ask("上级党委备案")
    branch.print_new_papers()
    college.decide(NAME, "入党积极分子备案", "备案", {"文号": "计党发〔2025〕31号"})
    server.travel(date(2025, 9, 18))
    branch.enter("指定培养联系人", people=branch.some_full_members(2))
    for day in (date(2026, 3, 12), date(2026, 9, 8)):
        server.travel(day)
        branch.review("考察", 考察情况="学习认真，积极参加支部活动。", 党支部意见="继续培养。")


def become_prospect(branch, college, server):
    server.travel(date(2026, 9, 15))
    branch.meet("确定发展对象")
    branch.ask("报上级党委，公示，列为发展对象", "报上级同意")
    branch.print_new_papers()
    college.decide(NAME, "发展对象同意", "同意")
    server.travel(date(2026, 9, 28))
    branch.press("登记公示", "报上级党委，公示，列为发展对象")
    # Seven days of National Day holiday lie in between, and a Saturday at work after it.
    assert branch.page.get_by_label("最后一天").input_value() == "2026-10-10"
    branch.fill({"公示地点": "学院公告栏"})
    branch.save()
    server.travel(date(2026, 9, 30))
    branch.hear_opinion("一件事希望核实。")
    server.travel(date(2026, 10, 9))
    branch.settle_opinion("已核实，不影响列为发展对象。")
    server.travel(date(2026, 10, 12))
    branch.enter("报上级党委，公示，列为发展对象", "列为发展对象")
    branch.print_new_papers()


def be_examined(branch, college, server):
    branch.enter("确定入党介绍人")
    branch.enter("政治审查", 审查人="郑一诺", 审查结论="合格。")
    server.travel(date(2026, 10, 16))
    college.hold_course(NAME, "2026-10-13", "2026-10-15")
    branch.meet("支委会审查")
    branch.ask("上级党委预审")
    branch.print_new_papers()
    server.travel(date(2026, 10, 19))
    college.decide(NAME, "发展对象预审", "预审合格")
    branch.enter("填写入党志愿书")
    branch.receive("入党积极分子培养考察登记表", "政治审查情况报告", "中国共产党入党志愿书")
    branch.print_new_papers()


def be_accepted(branch, college, university, server):
    server.travel(date(2026, 10, 23))
    branch.meet("支部党员大会讨论")
    branch.ask("上级党委派人谈话")
    branch.print_new_papers()
    server.travel(date(2026, 10, 26))
    college.decide(
        NAME, "派人谈话", "已谈话", 谈话日期="2026-10-26", 谈话人="许静云", 谈话意见="同意。"
    )
    college.decide(NAME, "接收预备党员审批", "批准", {"应到委员": "7", "实到委员": "7"}, 赞成="7")
    university.decide(NAME, "审批结果备案", "备案")
    server.travel(date(2026, 11, 2))
    branch.enter("编入党支部和党小组")
    branch.enter("入党宣誓", **{"地点": "校史馆", "主持人、领誓人": "周敏"})


def be_confirmed(branch, college, server):
    for day in (date(2027, 4, 26), date(2027, 10, 18)):
        server.travel(day)
        branch.review("考察", 考察情况="发挥了作用。", 党支部意见="继续考察。")
    branch.enter("提出转正申请")
    server.travel(date(2027, 10, 25))
    branch.meet("支部党员大会讨论转正", "讨论转正")
    branch.ask("上级党委审批转正")
    branch.print_new_papers()
    college.decide(NAME, "转正审批", "批准")
    server.travel(date(2027, 10, 29))
    branch.receive("预备党员教育考察登记表", "转正申请书")
    branch.print_new_papers()
    branch.enter("材料归档", 存放处="学校人事档案室")


def test_a_tick_stays_while_the_files_behind_it_are_checked(page_as, server):
    server.travel(date(2026, 11, 16))
    page = page_as("faculty")
    checking = []

    def hold(route):
        checking.append(route)

    page.route("**/queue?checks=1", hold)
    page.goto("/development/queue", wait_until="commit")
    ticked = page.get_by_label("选中汪眉苑").first
    ticked.check()
    with page.expect_response("**/queue?checks=1"):
        checking[0].continue_()
    page.get_by_role("button", name="检查这些人的档案").wait_for(state="detached")
    assert ticked.is_checked()
