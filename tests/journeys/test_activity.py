"""An activity through its whole chain in a browser: people, room, hours and money from one form,
each person's part, the record, and what it cost per head; who may not see it does not."""

import re
from datetime import date

from tests.journeys.hand import follow, from_rail

TITLE, DAY, ROOM = "走进重点实验室参观学习", "2026-11-24", "党员活动室"


def main(page):
    return page.locator("main").inner_text()


def organized(secretary, axe):
    from_rail(secretary, "活动经费", "活动")
    follow(secretary.get_by_role("link", name="组织一次活动"))
    follow(secretary.get_by_role("link", name="参观学习", exact=True))
    secretary.get_by_label("名称").fill(TITLE)
    secretary.get_by_label("日期").fill(DAY)
    secretary.get_by_label("开始时间").fill("14:00")
    secretary.get_by_label("预计结束").fill("17:00")
    secretary.get_by_label("预计学时").fill("3")
    secretary.get_by_label("议程").fill("参观实验室\n座谈")
    secretary.get_by_role("button", name="看这段时间哪里空着").click()
    secretary.get_by_role("option", name=re.compile(f"^{ROOM}.*空着")).wait_for(state="attached")
    free = secretary.get_by_label("预约场所").locator("option", has_text=ROOM)
    secretary.get_by_label("预约场所").select_option(value=free.get_attribute("value"))
    secretary.get_by_label("从哪项经费列支").select_option(index=1)
    secretary.get_by_label("第1项", exact=True).fill("讲解费")
    secretary.get_by_label("第1项金额").fill("1300.505")
    assert axe(secretary) == []
    secretary.get_by_role("button", name="安排活动").click()
    secretary.get_by_text("金额只到分，小数点后最多两位。").wait_for()
    secretary.get_by_label("第1项金额").fill("1300.50")
    follow(secretary.get_by_role("button", name="安排活动"))
    told = main(secretary)
    assert f"{ROOM} 14:00—17:00，已约定" in told
    assert "概算 1,300.50 元，待集体研究" in told
    assert axe(secretary) == []
    return secretary.url


def agreed_and_approved(secretary, faculty):
    follow(secretary.get_by_role("link", name="看申请"))
    secretary.get_by_label("在哪次会议研究的").select_option(index=1)
    secretary.get_by_role("button", name="关联会议").click()
    secretary.get_by_text("由上级党组织批").first.wait_for()
    from_rail(faculty, "活动经费", "经费")
    follow(faculty.get_by_role("link", name=TITLE))
    faculty.get_by_role("button", name="批准").click()
    faculty.get_by_text("这笔钱已经留出").wait_for()


def paid(secretary, address):
    secretary.goto(address)
    follow(secretary.get_by_role("link", name="看申请"))
    follow(secretary.get_by_role("link", name="记支出"))
    secretary.get_by_label("凭证号").fill("记-777")
    secretary.get_by_label("附件张数").fill("1")
    follow(secretary.get_by_role("button", name="记入台账"))
    follow(secretary.get_by_role("link", name="结清"))
    secretary.get_by_label("实际花费").fill("1300.50")
    secretary.get_by_label("实际参加人数").fill("23")
    follow(secretary.get_by_role("button", name="结清"))


def recorded(secretary, address):
    secretary.goto(address)
    follow(secretary.get_by_role("link", name="记活动"))
    assert secretary.get_by_label("学时", exact=True).input_value() == "3"
    assert secretary.locator("[name=title]").input_value() == TITLE
    follow(secretary.get_by_role("button", name="提交记录"))


def test_an_activity_from_one_form_to_its_cost_per_head(server, page_as, axe):
    secretary = page_as("secretary")
    address = organized(secretary, axe)
    agreed_and_approved(secretary, page_as("faculty"))
    member = page_as("member", phone=True, expected={403})
    member.goto("/meetings/coming")
    assert TITLE in main(member)
    assert member.goto(address).status == 403
    assert page_as("sibling", expected={404}).goto(address).status == 404

    server.travel(date(2026, 11, 25))
    secretary = page_as("secretary")
    recorded(secretary, address)
    paid(secretary, address)
    secretary.goto(address)
    told = main(secretary)
    assert "每人 3 学时" in told
    assert "已支出 1,300.50 元，人均" in told
    assert "已完成" in told
    paper = secretary.request.get(f"{address}/sheet.pdf")
    assert paper.body().startswith(b"%PDF")
    follow(secretary.get_by_role("link", name="看预约"))
    assert "用了 180 分钟" in main(secretary)
    member = page_as("member", phone=True)
    member.goto("/training/mine")
    assert TITLE in main(member)
