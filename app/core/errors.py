"""What can go wrong in plain Chinese: refusals, stale saves, broken constraints, error pages."""

import re

from flask import current_app, redirect, request
from flask_wtf.csrf import CSRFError
from sqlalchemy import UniqueConstraint
from werkzeug.exceptions import HTTPException

from app.core.db import Base, db
from app.core.web import page

PAGES = {
    400: ("这次提交没有被接受", "页面可能放得太久，或打开了两次。请返回重新打开页面后再提交。"),
    403: ("您没有这项权限", "如果工作需要，请联系上级党组织的党务干部或系统管理员。"),
    404: ("没有找到这一页", "它可能已被移走，或不在您负责的组织里。"),
    405: ("不能这样打开", "请从页面上的按钮进入。"),
    409: ("内容已被别人改过", "请返回重新打开，再改一次。"),
    413: ("文件或内容太大", "一次最多上传 32 MB。请压缩或分开后再传。"),
    429: ("操作太频繁", "请稍后再试。"),
    500: ("系统出错了", "您的操作没有保存。请稍后再试；若再次出现，请告诉系统管理员出错的时间。"),
    503: ("系统忙", "请稍等片刻再试。"),
}
_explanations: dict[str, tuple[str, str]] = {}


class Refused(Exception):
    """An action said no. `field` names the form field it belongs to, or '' for the whole form."""

    def __init__(self, message: str, field: str = ""):
        super().__init__(message)
        self.message, self.field = message, field


class StaleEdit(Refused):
    """Somebody saved first; `theirs` holds their values by field for the form to show."""

    def __init__(self, theirs: dict | None = None):
        super().__init__("您打开之后，别人已改过这条记录。请对照后再保存。")
        self.theirs = theirs or {}


def explain(constraint: str, field: str, message: str) -> None:
    """Declare what breaking a named database constraint means to the person at the form."""
    _explanations[constraint] = (field, message)


def explained(error) -> Refused | None:
    """The refusal an IntegrityError stands for, or None if nobody declared one."""
    if (found := _explanations.get(_constraint_of(error) or "")) is None:
        return None
    return Refused(found[1], found[0])


def _constraint_of(error):
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return diagnosis.constraint_name
    text = str(error.orig)
    if match := re.search(r"CHECK constraint failed: (\w+)", text):
        return match[1]
    if match := re.search(r"UNIQUE constraint failed: (.+)", text):
        columns = tuple(match[1].split(", "))
        return _unique_names().get(columns)
    return None


def _unique_names():
    names = {}
    for table in Base.metadata.tables.values():
        for rule in [*table.constraints, *table.indexes]:
            if isinstance(rule, UniqueConstraint) or getattr(rule, "unique", False):
                names[tuple(f"{table.name}.{c.name}" for c in rule.columns)] = rule.name
    return names


def init_app(app):
    """Chinese error pages; an unexpected fault is logged without the request's contents."""
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(CSRFError, _answer)
    app.register_error_handler(Exception, _fault)


def _answer(error):
    if error.code is None or error.code < 400:
        return error
    db.session.rollback()
    if error.code == 405 and request.method == "GET" and (page_of := _form_of(request.path)):
        return redirect(page_of, 303)  # opened or reloaded after a form was refused there
    title, advice = PAGES.get(error.code, PAGES[400 if error.code < 500 else 500])
    response = page(
        "error.html", title=title, advice=advice, leads=error.code == 403, status=error.code
    )
    if error.code == 405 and error.valid_methods:
        response.headers["Allow"] = ", ".join(error.valid_methods)
    return response


def _form_of(path):
    """The nearest page above an address that only takes forms; they stand on it."""
    urls = current_app.create_url_adapter(request)
    while path := path.rstrip("/").rpartition("/")[0]:
        if urls.test(path, "GET"):
            return path
    return None


def _fault(error):
    if current_app.testing or current_app.debug:
        raise error
    current_app.logger.exception("fault on %s %s", request.method, request.endpoint)
    db.session.rollback()
    title, advice = PAGES[500]
    return page("error.html", title=title, advice=advice, leads=False, status=500)
