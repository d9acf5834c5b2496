"""Invented invitation slips for the eye: short, long, and with rare characters."""

from datetime import date

from app.accounts.sheets import InvitationSlips, Slip

BRANCH = "计算机学院教工第一党支部"
LONG_BRANCH = "计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部"
HOST = "https://branchbook.example.edu.cn/accounts/invitations/"
TOKEN = "INVENTED-NOT-A-REAL-TOKEN-0000-0000-{:04}"  # noqa: S105 - a sample's picture of a link
VALID = date(2026, 11, 30)


def _slips(organization, names):
    return InvitationSlips(
        organization,
        tuple(
            Slip(organization, name, HOST + TOKEN.format(number), VALID)
            for number, name in enumerate(names)
        ),
    )


SAMPLES = {
    "invitation_slips": {
        "short": _slips(BRANCH, ("周敏", "韩志远", "欧阳懿")),
        "long": _slips(LONG_BRANCH, [f"第{n}号党员" for n in range(1, 21)]),
        "rare": _slips("䶮湖党支部", ("王𬭩", "马𠅤", "赵㛃", "阿卜杜热西提·阿卜杜克热木")),
    }
}
