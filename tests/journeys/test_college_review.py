"""A college's whole 述职评议: a report written, forty voters by phone and slip, six papers, the
count by two, comment and overall opinion told and printed, next year's report opening with it."""

import re
from datetime import date

import pytest

from tests.journeys.ballots import TOKEN, fill_ballot, press, text_of, token_of
from tests.journeys.hand import follow

CODE = re.compile(r"\b(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}\b")
RADIO = re.compile(r'name="(\d+\.\w+)" value="(\w+)"')
VOTERS, PAPERS = 40, 6
WRITTEN, OPENED, CLOSED = date(2026, 12, 8), date(2026, 12, 14), date(2026, 12, 18)
MEASURE = "每月最后一周公布补课名单，三天内补齐"
PROBLEM = "联系青年教师还不够经常"
pytestmark = pytest.mark.slow


def vote_by_slip(request, code):
    """The same without a picture: what a phone would post."""
    token = TOKEN.search(request.get("/evaluations/slip").text())[1]
    ballot = request.post("/evaluations/slip", form={"csrf_token": token, "code": code}).text()
    first = {}
    for name, mark in RADIO.findall(ballot):
        first.setdefault(name, mark)
    token = TOKEN.search(ballot)[1]
    answer = request.post(
        "/evaluations/slip/vote", form=first | {"csrf_token": token, "code": code}
    )
    assert answer.status == 200
    assert "票已收到" in answer.text()


def print_slips(page, own):
    """The codes as they stand on paper."""
    slips = page.request.post(f"{own}/slips/g3.pdf", form={"csrf_token": token_of(page)})
    codes = list(dict.fromkeys(CODE.findall(text_of(slips.body()))))
    assert len(codes) == VOTERS
    return codes


def vote_by_slips(watched_page, url, codes):
    """Two on phones with everything to be seen, the others as quickly as they come; none twice."""
    for code in codes[:2]:
        phone = watched_page(url, phone=True)
        phone.goto(f"/evaluations/slip#{code}")
        assert phone.get_by_label("投票码").input_value() == code
        assert "#" not in phone.url
        follow(phone.get_by_role("button", name="打开测评票"))
        fill_ballot(phone)
    stranger = watched_page(url)
    for code in codes[2:]:
        vote_by_slip(stranger.request, code)
    again = stranger.request.post(
        "/evaluations/slip",
        form={"csrf_token": TOKEN.search(stranger.request.get("/evaluations/slip").text())[1],
              "code": codes[0]},
    )  # fmt: skip
    assert again.status == 409
    assert "已经用过" in again.text()


def count_papers(page, own, group):
    page.goto(f"{own}/by-hand/{group}")
    page.get_by_label("发出", exact=True).fill(str(PAPERS))
    page.get_by_label("收回", exact=True).fill(str(PAPERS))
    page.get_by_label("无效", exact=True).fill("0")
    for field in page.locator(".tally-line label:first-child input").all():
        field.fill(str(PAPERS))
    follow(page.get_by_role("button", name="登记", exact=True))


def write_report(secretary):
    """All sections, one dated measure, handed in."""
    secretary.goto("/debriefs/new?year=2026")
    asked = secretary.locator("main").inner_text()
    assert "上年度的问题和承诺" in asked
    follow(secretary.get_by_role("button", name="开始写"))
    for area in secretary.locator("main textarea").all():
        if not area.input_value():
            area.fill("一是补课不够及时，原因是计划性不强。" * 10)
    follow(secretary.get_by_role("button", name="保存", exact=True))
    own = re.search(r"/debriefs/\d+", secretary.url)[0]
    secretary.goto(f"{own}/promises")
    first = secretary.locator("fieldset.agenda-item").first
    first.get_by_label("针对的问题").fill("补课不够及时")
    first.get_by_label("整改措施").fill(MEASURE)
    first.get_by_label("完成时限").fill("2027-06-30")
    follow(secretary.get_by_role("button", name="保存", exact=True))
    secretary.goto(f"{own}/submit")
    secretary.get_by_label("说明").fill("篇幅按学院要求。")
    secretary.get_by_role("button", name="提交给上级").click()
    secretary.get_by_text("已提交给上级党组织。").wait_for()
    return own


def hear(faculty, hall):
    """Delivered, commented on, a problem listed, the overall opinion given and told."""
    faculty.goto(hall)
    follow(faculty.get_by_role("link", name=re.compile("教工第一党支部")).first)
    for label, facts in (
        ("记下", {"述职日期": "2026-12-18", "用时（分钟）": "9"}),
        ("保存点评", {"点评意见": "问题找得准，措施还要再具体。", "点评人": "许静云"}),
        ("列入整改清单", {"要整改的问题": PROBLEM, "完成时限": "2027-05-31"}),
        ("保存综合评价", {"综合意见": "履行职责到位。"}),
    ):
        button = faculty.locator("button", has_text=re.compile(f"^{label}$"))
        step = faculty.locator("form", has=button)
        if not step.is_visible():
            faculty.locator("details", has=button).locator("summary").click()
        for field, value in facts.items():
            step.get_by_label(field).fill(value)
        for choice in step.locator("select").all():
            choice.select_option(label="好")
        follow(button)
    press(faculty, "反馈给书记")
    assert "已反馈" in faculty.locator("main").inner_text()


def close_round(faculty, hall):
    faculty.goto(hall)
    faculty.get_by_label("没有述职的原因").fill("其余支部并入上级述职，另行安排。")
    press(faculty, "结束述职")
    assert "已结束" in faculty.locator("main").inner_text()


def next_year(server, page_as):
    """The next round asks for a report that opens with what was promised and what was said."""
    server.travel(date(2027, 11, 22))
    faculty = page_as("faculty")
    faculty.goto("/debriefs/rounds/new")
    for label, day in (("交报告的最后日期", "2027-12-10"),
                       ("综合评价和反馈的最后日期", "2028-01-15")):  # fmt: skip
        faculty.get_by_label(label).fill(day)
    follow(faculty.locator("main button.btn-primary[type=submit]"))
    assert "2027" in faculty.locator("h1").inner_text()
    secretary = page_as("secretary")
    secretary.goto("/debriefs/new?year=2027")
    told = secretary.locator("main").inner_text()
    assert "上年度的问题和承诺" in told
    assert MEASURE in told
    assert PROBLEM in told


def open_campaign(faculty):
    """The number of slips set, a ballot tried, the voting begun."""
    faculty.goto("/evaluations/")
    follow(faculty.locator("tr", has_text="2026年度书记述职评议").get_by_role("link").first)
    own = re.search(r"/evaluations/\d+", faculty.url)[0]
    faculty.get_by_role("link", name="改分组和保密").click()
    faculty.get_by_label("第 3 组投票码张数").fill(str(VOTERS))
    follow(faculty.get_by_role("button", name="保存", exact=True))
    follow(faculty.get_by_role("link", name="试填一张票"))
    assert "什么也不保存" in faculty.content()
    faculty.goto(own)
    press(faculty, "开始评议")
    assert "进行中" in faculty.content()
    return own


def vote_as_secretary(page_as, own):
    secretary = page_as("secretary", phone=True)
    secretary.goto("/")
    follow(secretary.locator(f'a[href="{own}/vote"]').first)
    assert "周敏" not in secretary.locator("main h2").all_inner_texts(), "nobody judges herself"
    return fill_ballot(secretary)


def count_by_two(faculty, committee, own):
    faculty.goto(own)
    press(faculty, "停止投票")
    count_papers(faculty, own, "g3")
    faculty.goto(own)
    assert "还要一个人数" in faculty.content()
    count_papers(committee, own, "g3")
    faculty.goto(own)
    assert "两人一致" in faculty.content()
    press(faculty, "计票")
    assert "计票完成" in faculty.content()
    follow(faculty.get_by_role("link", name="看结果"))
    assert f"其中纸质 {PAPERS} 票" in faculty.content()
    tally = text_of(faculty.request.get(f"{own}/tally.pdf").body())
    assert f"{VOTERS + PAPERS + 1}" in tally


def test_a_college_judges_its_secretaries(page_as, watched_page, server):
    server.travel(WRITTEN)
    writer = page_as("secretary")
    report = write_report(writer)
    server.travel(OPENED)
    faculty = page_as("faculty")
    own = open_campaign(faculty)
    codes = print_slips(faculty, own)
    number = vote_as_secretary(page_as, own)
    vote_by_slips(watched_page, server.url, codes)
    server.travel(CLOSED)
    count_by_two(faculty, page_as("committee"), own)
    faculty.goto(f"{own}/numbers")
    assert number in faculty.content()
    assert "密封的票已经全部销毁" in _who_can_see(faculty, own)

    faculty.goto("/debriefs/")
    follow(faculty.get_by_role("link", name=re.compile("2026年.*述职")).first)
    assert "已计票" in faculty.content()
    hall = re.search(r"/debriefs/rounds/\d+", faculty.url)[0]
    hear(faculty, hall)
    writer.goto(report)
    writer.locator("main textarea").fill("接受组织的评价，按时整改。")
    follow(writer.get_by_role("button", name="确认收到"))
    assert "按时整改" in writer.locator("main").inner_text()
    close_round(faculty, hall)
    overall = text_of(faculty.request.get(f"{hall}/overall.pdf").body())
    assert "履行职责到位" in overall
    next_year(server, page_as)


def _who_can_see(page, own):
    page.goto(f"{own}/who-can-see")
    assert page.locator("main").get_by_text("不符", exact=True).count() == 0
    return page.content()
