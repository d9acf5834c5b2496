"""A college's whole 述职评议: notice, forty voters by phone and slip, six papers, the count by two,
the overall opinion on paper, and the round it belongs to."""

import re
from datetime import date

import pytest

from tests.journeys.ballots import TOKEN, fill_ballot, press, text_of, token_of

CODE = re.compile(r"\b(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}\b")
RADIO = re.compile(r'name="(\d+\.\w+)" value="(\w+)"')
VOTERS, PAPERS = 40, 6
OPENED, CLOSED = date(2026, 12, 14), date(2026, 12, 18)
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
        phone.get_by_role("button", name="打开测评票").click()
        phone.wait_for_load_state()
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
    page.get_by_role("button", name="登记", exact=True).click()
    page.wait_for_url(re.compile(r"/evaluations/\d+$"))


def test_a_college_judges_its_secretaries(page_as, watched_page, server):
    server.travel(OPENED)
    faculty = page_as("faculty")
    faculty.goto("/evaluations/")
    faculty.locator("tr", has_text="2026年度书记述职评议").get_by_role("link").first.click()
    own = re.search(r"/evaluations/\d+", faculty.url)[0]
    faculty.get_by_role("link", name="改分组和保密").click()
    faculty.get_by_label("第 3 组投票码张数").fill(str(VOTERS))
    faculty.get_by_role("button", name="保存", exact=True).click()
    faculty.wait_for_url(re.compile(rf"{own}$"))
    faculty.get_by_role("link", name="试填一张票").click()
    assert "什么也不保存" in faculty.content()
    faculty.goto(own)
    press(faculty, "开始评议")
    assert "进行中" in faculty.content()

    codes = print_slips(faculty, own)
    secretary = page_as("secretary", phone=True)
    secretary.goto("/")
    secretary.locator(f'a[href="{own}/vote"]').first.click()
    secretary.wait_for_load_state()
    assert "周敏" not in secretary.locator("main h2").all_inner_texts(), "nobody judges herself"
    number = fill_ballot(secretary)

    vote_by_slips(watched_page, server.url, codes)
    server.travel(CLOSED)
    faculty.goto(own)
    press(faculty, "停止投票")
    committee = page_as("committee")
    count_papers(faculty, own, "g3")
    faculty.goto(own)
    assert "还要一个人数" in faculty.content()
    count_papers(committee, own, "g3")
    faculty.goto(own)
    assert "两人一致" in faculty.content()
    press(faculty, "计票")
    assert "计票完成" in faculty.content()

    faculty.get_by_role("link", name="看结果").click()
    assert f"其中纸质 {PAPERS} 票" in faculty.content()
    tally = text_of(faculty.request.get(f"{own}/tally.pdf").body())
    assert f"{VOTERS + PAPERS + 1}" in tally
    faculty.goto(f"{own}/numbers")
    assert number in faculty.content()
    assert "密封的票已经全部销毁" in _who_can_see(faculty, own)

    faculty.goto("/debriefs/")
    faculty.get_by_role("link", name=re.compile("2026年.*述职")).first.click()
    assert "已计票" in faculty.content()
    overall = faculty.request.get(f"{faculty.url}/overall.pdf")
    assert overall.headers["content-type"] == "application/pdf"


def _who_can_see(page, own):
    page.goto(f"{own}/who-can-see")
    assert page.locator("main").get_by_text("不符", exact=True).count() == 0
    return page.content()
