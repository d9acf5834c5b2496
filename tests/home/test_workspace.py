"""The workspace shows each person what they owe and nothing of others."""

import pytest


@pytest.mark.parametrize(
    ("who", "sees", "not_sees"),
    [
        ("secretary", "支委会", "教工第二党支部"),
        ("sibling", "主题党日", "教工第一党支部"),
        ("member", "我的记录", "支部待办"),
        ("applicant", "积极分子", "支部待办"),
        ("faculty", "2 个支部都没有超期", "记一次会"),
        ("admin", "从这里开始", "支部待办"),
    ],
)
def test_everybody_finds_the_own_work(client_of, who, sees, not_sees):
    page = client_of(who).get("/")
    assert page.status_code == 200
    assert sees in page.text
    assert not_sees not in page.text


@pytest.mark.parametrize("who", ["secretary", "faculty", "committee", "member", "admin"])
def test_the_workspace_takes_few_statements(client_of, statements, who):
    client = client_of(who)
    statements()
    client.get("/")
    assert len(statements()) <= 12


def test_the_search_finds_people_meetings_and_rules_within_the_scope(client_of):
    page = client_of("secretary").get("/search?q=zms")
    assert "张淼燊" in page.text
    assert "林祎" not in client_of("secretary").get("/search?q=ly").text
    assert "支部党员大会" in client_of("member").get("/search?q=支部党员大会").text


def test_the_server_says_it_is_well(client_of):
    assert client_of(None).get("/healthz").status_code == 200
