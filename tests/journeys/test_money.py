"""Money through a browser: asked for on a form, named decided, approved one level up, paid with a
picture of the voucher, settled; who may not see it does not."""

import re

from tests.journeys.hand import from_rail

TITLE = "参观院士旧居主题党日"
DAY = "2026-12-05"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


def main(page):
    return page.locator("main")


def asked(secretary, axe):
    from_rail(secretary, "活动经费", "经费")
    secretary.get_by_role("link", name="申请经费").click()
    secretary.get_by_label("活动或者用途").fill(TITLE)
    secretary.get_by_label("支出类别").select_option(label="会议和主题党日")
    secretary.get_by_label(re.compile("^日期")).fill(DAY)
    parts = secretary.locator("fieldset.agenda-item")
    for place, (text, amount) in enumerate((("讲解费", "６００"), ("租车费", "1200.505"))):
        parts.nth(place).get_by_label("项目").fill(text)
        parts.nth(place).get_by_label("金额").fill(amount)
    assert axe(secretary) == []
    secretary.get_by_role("button", name="提出申请").click()
    secretary.get_by_text("金额只到分，小数点后最多两位。").wait_for()
    assert secretary.get_by_label("活动或者用途").input_value() == TITLE
    parts.nth(1).get_by_label("金额").fill("1200.50")
    secretary.get_by_role("button", name="提出申请").click()
    secretary.wait_for_url(re.compile(r"/funds/request/\d+$"))
    assert "1,800.50 元" in main(secretary).inner_text()


def decided(secretary):
    secretary.get_by_label("在哪次会议研究的").select_option(index=1)
    secretary.get_by_role("button", name="关联会议").click()
    secretary.get_by_text("由上级党组织批").first.wait_for()
    assert secretary.get_by_role("button", name="批准").count() == 0


def approved(faculty):
    from_rail(faculty, "活动经费", "经费")
    faculty.get_by_role("link", name=TITLE).click()
    faculty.get_by_role("button", name="批准").click()
    faculty.get_by_text("这笔钱已经留出").wait_for()


def paid_and_settled(secretary, axe):
    secretary.reload()
    secretary.get_by_role("link", name="记支出").click()
    secretary.get_by_label("凭证号").fill("记-101")
    secretary.get_by_label("附件张数").fill("3")
    secretary.get_by_label("凭证照片或文件").set_input_files(
        [{"name": "发票.png", "mimeType": "image/png", "buffer": PICTURE}]
    )
    assert axe(secretary) == []
    secretary.get_by_role("button", name="记入台账").click()
    secretary.get_by_role("link", name="发票.png").wait_for()
    secretary.get_by_role("link", name="结清").click()
    secretary.get_by_label("实际花费").fill("1700")
    secretary.get_by_label("实际参加人数").fill("20")
    secretary.get_by_role("button", name="结清").click()
    secretary.wait_for_url(re.compile(r"/funds/request/\d+$"))
    assert "85.00" in main(secretary).inner_text()
    secretary.get_by_role("link", name="看台账").click()
    assert f"退回余款：{TITLE}" in main(secretary).inner_text()
    assert axe(secretary) == []


def test_a_branch_asks_for_money_and_everybody_does_his_part(page_as, axe):
    secretary = page_as("secretary")
    asked(secretary, axe)
    decided(secretary)
    address = secretary.url
    approved(page_as("faculty"))
    paid_and_settled(secretary, axe)
    member = page_as("member", phone=True, expected={403})
    assert "经费" not in member.locator("nav.rail a").all_text_contents()
    assert member.goto(address).status == 403
    sibling = page_as("sibling", expected={404})
    assert sibling.goto(address).status == 404
