"""Shape of input for the daily letter."""

from wtforms.validators import Regexp

from app.core.forms import Line, PortalForm


class DigestForm(PortalForm):
    address = Line(
        "邮箱",
        most=120,
        description="不填就是不寄。信里只有件数、期限和依据，没有人名。",
        validators=[
            Regexp(
                r"$|[^@\s,;<>\"]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$",
                message="请填写一个完整的邮箱地址，例如 zhoumin@example.edu.cn。",
            )
        ],
    )
