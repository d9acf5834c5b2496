"""A pledge's year: written on a phone, returned and mended, published, kept, commented on,
evaluated, fed back and confirmed; those above see numbers."""

import re
from datetime import date

from tests.journeys.hand import follow

MEMBER, BRANCH = "欧阳懿", "教工第一党支部"
PLEDGED, MENDED = "联系一个学生宿舍", "每学期走访联系的学生宿舍三次"


def write(page, text, measure, day):
    """The first matter of the form; the others stay blank."""
    first = page.locator("fieldset.agenda-item").first
    first.get_by_label("承诺事项").fill(text)
    first.get_by_label("具体措施").fill(measure)
    first.get_by_label("完成时限").fill(day)
    follow(page.locator("main").get_by_role("button", name=re.compile("^(交给支部|保存修改)$")))


def of_member(page, year=2027):
    """The page of that member's pledge, from the branch's list."""
    page.goto(f"/pledges/?year={year}")
    follow(page.get_by_role("link", name=MEMBER, exact=True))


def written_and_returned(server, page_as, axe):
    server.travel(date(2027, 2, 20))
    member = page_as("member", phone=True)
    asked = member.locator(".owe li").filter(has_text="2027年公开承诺：写承诺书")
    asked.get_by_role("link", name="去写").click()
    assert "去年没有完成的" in member.locator("main").inner_text()
    for field in member.get_by_label("完成时限").all():
        field.fill("2027-12-20")
    assert axe(member) == []
    write(member, PLEDGED, "常去走访。", "2027-12-20")
    assert "待审核" in member.locator("main").inner_text()

    secretary = page_as("secretary")
    of_member(secretary)
    secretary.get_by_text("要改，退回给承诺人").click()
    secretary.get_by_label("请改哪里").select_option(label="具体措施")
    secretary.get_by_label("原因").last.fill("请写明几次，好查。")
    follow(secretary.get_by_role("button", name="退回"))

    member.goto("/")
    member.get_by_role("link", name="去改").click()
    assert "请写明几次，好查。" in member.locator("main").inner_text()
    write(member, MENDED, "每学期三次，每次记一笔。", "2027-06-30")


def published_and_kept(server, page_as):
    server.travel(date(2027, 3, 10))
    secretary = page_as("secretary")
    of_member(secretary)
    follow(secretary.get_by_role("button", name="审核通过"))
    follow(secretary.get_by_role("button", name="在本支部公开"))
    assert "起在本支部公开" in secretary.locator("main").inner_text()

    server.travel(date(2027, 6, 25))
    member = page_as("member", phone=True)
    assert f"您承诺的：{MENDED}" in member.locator("main").inner_text()
    member.goto("/pledges/board?year=2027")
    assert MENDED in member.locator("main").inner_text()
    member.goto("/pledges/mine")
    matter = member.locator(".agenda-item").filter(has_text=MENDED).first
    matter.get_by_text("记进展").first.click()
    matter.get_by_label("办得怎样").select_option(label="已完成")
    matter.get_by_label("做了什么").fill("走访了三次，帮两名学生联系了实习。")
    follow(matter.get_by_role("button", name="记进展"))
    assert "6月25日完成" in member.locator("main").inner_text()


def commented_on(server, page_as):
    server.travel(date(2027, 7, 10))
    secretary = page_as("secretary")
    secretary.goto("/pledges/?year=2027")
    secretary.get_by_role("link", name=re.compile(rf"^点评\s*：\s*{MEMBER}$")).click()
    secretary.get_by_label("总的评价").fill("说到做到。")
    secretary.get_by_role("textbox", name="问题").fill("走访记录不全")
    secretary.get_by_label("整改期限").fill("2027-09-30")
    secretary.get_by_label("把问题逐条列入整改台账").check()
    follow(secretary.get_by_role("button", name="记下点评"))
    assert secretary.get_by_role("link", name="走访记录不全").is_visible()


def evaluated_and_fed_back(server, page_as):
    """The secretary's page and the address of the pledge."""
    server.travel(date(2027, 12, 15))
    secretary = page_as("secretary")
    secretary.goto("/pledges/?year=2027")
    secretary.get_by_role("link", name="录入评议结果").click()
    secretary.get_by_label("计票人").fill("韩志远")
    for name, number in (("参评人数", 20), ("满意", 18), ("基本满意", 2), ("不满意", 0)):
        secretary.get_by_label(f"{MEMBER}{name}", exact=True).fill(str(number))
    follow(secretary.get_by_role("button", name="录入", exact=True))
    of_member(secretary)
    assert "参评 20 人：满意 18，基本满意 2，不满意 0" in secretary.locator("main").inner_text()
    secretary.get_by_label("处理结果").fill("评议结果已当面告诉本人。")
    follow(secretary.get_by_role("button", name="记下反馈"))
    address = re.sub(r"^https?://[^/]+", "", secretary.url)

    member = page_as("member", phone=True)
    member.get_by_role("link", name="看反馈").click()
    follow(member.get_by_role("button", name="确认收到反馈"))
    assert "已反馈" in member.locator("main").inner_text()

    secretary.goto(address)
    assert "已反馈" in secretary.locator("main").inner_text()
    return secretary, address


def test_a_pledges_year(server, page_as, axe):
    written_and_returned(server, page_as, axe)
    published_and_kept(server, page_as)
    commented_on(server, page_as)
    secretary, address = evaluated_and_fed_back(server, page_as)
    for paper in ("letter.pdf", "comments.pdf", "feedback.pdf"):
        assert secretary.request.get(f"{address}/{paper}").body().startswith(b"%PDF")
    branch = secretary.locator(".lead-2 a").first.get_attribute("href").partition("?")[0]
    for paper in ("board.pdf", "ledger.pdf"):
        assert secretary.request.get(f"{branch}/{paper}?year=2027").body().startswith(b"%PDF")

    officer = page_as("faculty", expected={404})
    officer.goto("/pledges/?year=2027")
    row = officer.locator("tr").filter(has_text=BRANCH)
    assert "1 / 23" in row.inner_text()
    row.get_by_role("link", name=re.compile(BRANCH)).click()
    assert MEMBER not in officer.locator("main").inner_text()
    assert officer.goto(address).status == 404
