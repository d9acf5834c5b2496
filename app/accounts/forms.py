"""Shapes of input for logging in and for one's own account."""

from wtforms import PasswordField, ValidationError
from wtforms.validators import InputRequired, Length, Regexp

from app.core.forms import NEEDED, Line, PortalForm


class Password(PasswordField):
    """A password as typed: nothing is stripped from it."""

    def __init__(self, label, **options):
        validators = [InputRequired(NEEDED), Length(max=200, message="密码最多 200 位。")]
        super().__init__(label, validators, **options)


def _username():
    return Line(
        "登录名",
        most=40,
        needed=True,
        description="用字母、数字或汉字，登录时使用。",
        validators=[Regexp(r"[\w.@-]{2,40}$", message="2 到 40 位字母、数字或汉字，不含空格。")],
        render_kw={"autocomplete": "username", "autocapitalize": "none"},
    )


class LoginForm(PortalForm):
    username = Line(
        "登录名", most=100, needed=True, render_kw={"autocomplete": "username", "autofocus": True}
    )
    password = Password("密码", render_kw={"autocomplete": "current-password"})


class _NewPassword(PortalForm):
    password = Password(
        "新密码",
        description="至少 8 位，不要包含登录名。",
        render_kw={"autocomplete": "new-password"},
    )
    repeated = Password("再输一遍", render_kw={"autocomplete": "new-password"})

    def validate_repeated(self, field):
        if field.data != self.password.data:
            raise ValidationError("两次输入的密码不一样。")


class JoinForm(_NewPassword):
    username = _username()
    field_order = ("username", "password", "repeated")


class FirstForm(JoinForm):
    name = Line("您的姓名", most=60, needed=True)
    field_order = ("name", "username", "password", "repeated")


class ResetForm(_NewPassword):
    field_order = ("password", "repeated")


class PasswordForm(PortalForm):
    current = Password("现在的密码", render_kw={"autocomplete": "current-password"})
    new_password = Password(
        "新密码",
        description="至少 8 位，不要包含登录名。",
        render_kw={"autocomplete": "new-password"},
    )
    repeated = Password("再输一遍", render_kw={"autocomplete": "new-password"})

    def validate_repeated(self, field):
        if field.data != self.new_password.data:
            raise ValidationError("两次输入的密码不一样。")


class LinkForm(PortalForm):
    reason = Line("理由", most=200, default="", description="例如本人忘了密码，当面来办。")


class SureForm(PortalForm):
    """No fields: a press of a button that changes something."""


class ReasonForm(PortalForm):
    """A press that takes a reason, kept in the record of changes."""

    reason = Line("理由", most=200, needed=True)
