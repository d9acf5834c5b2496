"""Names of people and of the 56 ethnic groups, cleaned without harming a character."""

import re
import unicodedata

from app.rules.base import FINE, Reason, Verdict

LONGEST_NAME = 60  # characters; the longest transcribed names stay below it

DOTS = "·•‧∙⋅・･．"  # what keyboards give for the one dot of minority names, U+00B7
BESIDE_HAN = "[\u2e80-\u2fdf\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff·]"

# Compatibility ideographs stand in people's papers as they are; NFC would replace them.
_COMPOSABLE = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
_BLANK_BESIDE_HAN = re.compile(f"(?<={BESIDE_HAN}) +| +(?={BESIDE_HAN})")
_STOP_BETWEEN_HAN = re.compile(f"(?<={BESIDE_HAN})\\.(?={BESIDE_HAN})")

_UNSEEN = {"Cc", "Cf", "Cs"}


def normalize_name(text: str) -> str:
    """“李　明” → “李明”, “阿迪力•买买提” → “阿迪力·买买提”; Latin names keep single blanks."""
    text = _COMPOSABLE.sub(lambda part: unicodedata.normalize("NFC", part[0]), text)
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(f"[{DOTS}]", "·", text)
    text = _BLANK_BESIDE_HAN.sub("", text)
    return _STOP_BETWEEN_HAN.sub("·", text).strip()


def check_name(name: str) -> Verdict:
    """Judges a normalised name: some letter in it, and not longer than a name can be."""
    if not any(unicodedata.category(c)[0] in {"L", "C"} for c in name):
        return Verdict((Reason("请填写姓名"),))
    if len(name) > LONGEST_NAME:
        return Verdict((Reason(f"姓名最多 {LONGEST_NAME} 个字，现为 {len(name)} 个字"),))
    return FINE


_GROUPS = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 "
    "高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 "
    "普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 "
    "珞巴 基诺"
)
ETHNIC_GROUPS = tuple(f"{name}族" for name in _GROUPS.split())
_KNOWN = frozenset(ETHNIC_GROUPS)


def normalize_ethnic_group(text: str) -> str | None:
    """“汉”, “ 汉族 ” → “汉族”; None for what is none of the 56."""
    name = re.sub(r"\s", "", text).removesuffix("族") + "族"
    return name if name in _KNOWN else None
