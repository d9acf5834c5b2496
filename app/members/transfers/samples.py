"""Invented letters for the eye: short, long, and with rare characters."""

from datetime import date

from app.members.transfers.sheets import TransferLetter
from app.papers.registry import Form

_PLAIN = TransferLetter(
    number="〔2026〕第12号",
    issuer="计算机学院党委",
    recipient="中共星城市软件园工作委员会",
    branch="计算机学院研究生第一党支部",
    name="周敏",
    sex="女",
    age="24",
    ethnicity="汉族",
    stage="正式党员",
    id_number="990101200203010026",
    issued=date(2026, 11, 16),
    valid_days="90",
    valid_until=date(2027, 2, 14),
    dues_until="2026年11月",
    phone="13900000000",
)

SAMPLES = {
    "transfer_letter": {
        "short": _PLAIN,
        "long": TransferLetter(
            number="〔2026〕第1024号",
            issuer="中国共产党星城科技大学计算机科学与技术学院委员会",
            recipient="中国共产党星城高新技术产业开发区软件园非公有制经济组织和社会组织综合委员会",
            branch="计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部",
            name="阿卜杜热西提·阿卜杜克热木",
            sex="男",
            age="37",
            ethnicity="维吾尔族",
            stage="预备党员",
            id_number="",
            issued=date(2026, 11, 16),
            valid_days="30",
            valid_until=date(2026, 12, 16),
            dues_until="",
            reissued=True,
        ),
        "rare": TransferLetter(
            number="〔2026〕第3号",
            issuer="䶮湖学院党委",
            recipient="㛃县教育局机关党委",
            branch="䶮湖学院古文字党支部",
            name="王𬭩",
            sex="男",
            age="29",
            ethnicity="汉族",
            stage="正式党员",
            id_number="990101199705010018",
            issued=date(2026, 11, 16),
            valid_days="90",
            valid_until=date(2027, 2, 14),
            dues_until="2026年10月",
            phone="13900000001",
        ),
    }
}

FORMS = {
    "transfer_letter": Form(
        "组织关系介绍信",
        _PLAIN,
        {
            "number": "介绍信编号",
            "issuer": "开具党委",
            "recipient": "转往党组织",
            "branch": "所在党支部",
            "age": "年龄",
            "id_number": "身份证号",
            "issued": "开具日期",
            "valid_days": "有效天数",
            "valid_until": "有效期至",
            "dues_until": "党费交至",
            "phone": "联系电话",
            "reissued": "补开",
        },
    ),
}
