"""A half-year of secretaries' training: a college sees who is missing, plans a class, invites all
at one press; each answers; attendance, results, certificates, a questionnaire."""

import re
from datetime import date

TITLE = "2027年下半年学院书记培训班"
PLANNED, HELD = date(2027, 9, 6), date(2027, 9, 20)


def planned(server, page_as, axe):
    """From who is missing to the notice."""
    server.travel(PLANNED)
    faculty = page_as("faculty")
    faculty.goto("/training/secretaries")
    main = faculty.locator("main")
    assert "2027年下半年还缺的 5 人" in main.inner_text()
    faculty.get_by_role("link", name="办书记培训班").click()
    faculty.get_by_label("名称").fill(TITLE)
    for label in ("开班日期", "结束日期"):
        faculty.get_by_label(label).fill(HELD.isoformat())
    faculty.get_by_label("报名截止").fill("2027-09-15")
    faculty.get_by_label("名额").fill("3")
    first = faculty.locator("fieldset.agenda-item").first
    first.get_by_label("日期").fill(HELD.isoformat())
    first.get_by_label("时长").select_option(label="全天")
    first.get_by_label("内容").fill("支部工作条例")
    assert axe(faculty) == []
    faculty.locator("main").get_by_role("button", name="建班").click()
    faculty.wait_for_url(re.compile(r"/training/\d+$"))
    faculty.get_by_role("button", name="发通知，开始报名").click()
    faculty.wait_for_load_state()
    assert "已发通知" in main.inner_text()
    address = faculty.url
    faculty.goto("/training/secretaries")
    faculty.get_by_role("button", name="全部邀请").click()
    faculty.wait_for_url(re.compile(r"/training/\d+$"))
    assert "已邀请 5 名书记" in main.inner_text()
    assert axe(faculty) == []
    return address


def answered(page_as, address, axe):
    """Each person answers alone; a full class makes the next one wait, who then moves up."""
    secretary = page_as("secretary", phone=True)
    asked = secretary.locator(".owe li").filter(has_text=TITLE)
    asked.get_by_role("link", name="去确认").click()
    assert axe(secretary) == []
    secretary.locator(".agenda-item").filter(has_text=TITLE).get_by_role(
        "button", name="报名"
    ).click()
    secretary.wait_for_load_state()
    assert "已报名" in secretary.locator("main").inner_text()

    faculty = page_as("faculty")
    for _ in range(2):
        faculty.goto(address)
        rows = faculty.locator("tr").filter(has_text="计算机学院研究生")
        rows.get_by_role("button", name="本人已同意").first.click()
        faculty.wait_for_load_state()
    faculty.goto(address)
    assert "3 / 3" in faculty.locator("main").inner_text()

    sibling = page_as("sibling")
    sibling.goto("/training/mine")
    sibling.locator(".agenda-item").filter(has_text=TITLE).get_by_role(
        "button", name="报名"
    ).click()
    sibling.wait_for_load_state()
    assert "候补" in sibling.locator("main").inner_text()

    secretary.locator(".agenda-item").filter(has_text=TITLE).get_by_role(
        "link", name="请假"
    ).click()
    secretary.get_by_label("原因").fill("出差，明年再来。")
    secretary.locator("main").get_by_role("button", name="请假").click()
    secretary.wait_for_url(re.compile("/training/mine$"))
    assert "已递补" in secretary.locator("main").inner_text()
    sibling.reload()
    assert "已报名" in sibling.locator("main").inner_text()


def held(server, page_as, address):
    """Attendance, results, certificates; the table of the half-year follows."""
    server.travel(HELD)
    faculty = page_as("faculty")
    faculty.goto(address)
    for name in ("截止报名", "开班"):
        faculty.get_by_role("button", name=name, exact=True).click()
        faculty.wait_for_load_state()
    faculty.get_by_role("link", name="登记考勤").click()
    faculty.get_by_role("button", name="保存考勤").click()
    faculty.wait_for_url(address)
    faculty.get_by_role("link", name="登记结果").click()
    faculty.get_by_role("button", name="保存结果").click()
    faculty.wait_for_url(address)
    faculty.get_by_role("button", name="结业并编证书号").click()
    faculty.wait_for_load_state()
    main = faculty.locator("main").inner_text()
    assert "XC-JS-PX-2027-0001" in main
    assert "XC-JS-PX-2027-0003" in main
    faculty.get_by_role("button", name="办一次满意度测评").click()
    faculty.wait_for_url(re.compile(r"/evaluations/\d+$"))
    assert f"{TITLE}满意度测评" in faculty.locator("main").inner_text()
    faculty.goto("/training/secretaries")
    assert "应参加 5 人，已参加 3 人，还缺 2 人" in faculty.locator("main").inner_text()


def seen(server, page_as, address):
    """Each sees the own part: the certificate, the hours, or nothing."""
    sibling = page_as("sibling")
    sibling.goto("/training/mine")
    main = sibling.locator("main").inner_text()
    assert "证书 XC-JS-PX-2027-" in main
    assert "支部工作条例" in main or TITLE in main
    secretary = page_as("secretary")
    secretary.goto(address)
    text = secretary.locator("main").inner_text()
    assert "周敏" in text
    assert "孙翀" not in text
    member = page_as("member", phone=True, expected={403})
    member.goto("/training/mine")
    assert TITLE not in member.locator("main").inner_text()
    assert member.goto(address).status == 403
    code = page_as("faculty").request.get(f"{address}/certificates.pdf")
    assert code.body().startswith(b"%PDF")


def test_a_half_year_of_secretaries_training(server, page_as, axe):
    address = planned(server, page_as, axe)
    answered(page_as, address, axe)
    held(server, page_as, address)
    seen(server, page_as, address)
