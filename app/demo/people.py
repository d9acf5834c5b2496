"""Invented people: names that include rare characters, births, careers; no ID numbers at all."""

from datetime import date

from app.members import actions
from app.organizations.models import Organization
from app.rules.dates import PartialDate
from app.rules.members import Education, Gender, Stage, Standing
from app.rules.organizations import UnitType as Unit

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石"
    "姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
COMPOUND = ["欧阳", "上官", "司马", "诸葛", "东方", "皇甫"]
GIVEN = (
    "敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红娥玲芬芳燕彩春菊兰凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉叶璧璐娅琦晶妍茜秋珊莎"
    "锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥"
)
RARE = ["昇", "喆", "淼", "燊", "犇", "骉", "翀", "祎", "赟", "镕", "堃", "彧", "㛃", "䶮", "𬭩"]
GROUPS = ["汉族"] * 17 + ["土家族", "苗族", "回族"]
TITLES = ["教授", "副教授", "副教授", "讲师", "讲师", "工程师"]

LEADS = {
    "JS-01": ["周敏", "郑一诺", "韩志远", "张淼燊", "李喆昇", "欧阳懿"],
    "JS-02": ["孙翀", "", "", "许静云"],
    "JG-01": ["", "", "", "赵堃", "林祎"],
}
"""The first people of some branches by name ("" is anybody): the demo accounts are theirs."""
COMING = {"JS-01": ["杜怡可", "王思源"]}


class Cast:
    """Makes people one after another, never the same name twice, the same every time."""

    def __init__(self, chance, today: date):
        self.chance, self.today, self.used = chance, today, set()
        self.used.update(name for names in [*LEADS.values(), *COMING.values()] for name in names)

    def name(self) -> str:
        pick = self.chance
        while True:
            family = pick.choice(COMPOUND) if pick.random() < 0.03 else pick.choice(SURNAMES)
            given = "".join(pick.choice(GIVEN) for _ in range(pick.choice((1, 2, 2, 2))))
            if pick.random() < 0.08:
                given = given[:1] + pick.choice(RARE)
            if (name := family + given) not in self.used:
                self.used.add(name)
                return name

    def fill(self, branch: Organization, plan, groups: list[Organization]) -> list:
        """Everybody of one branch, full members first."""
        stages = [Stage.FULL] * plan.full + [Stage.PROBATIONARY] * plan.probationary
        stages += [Stage.APPLICANT] * plan.coming
        names = list(LEADS.get(plan.code, ()))
        coming = list(COMING.get(plan.code, ()))
        members = []
        for number, stage in enumerate(stages):
            waiting = names if stage is Stage.FULL else coming if not stage.in_party else []
            name = (waiting and waiting.pop(0)) or self.name()
            group = groups[number % len(groups)] if groups and stage.in_party else None
            unit = Unit.TEACHER if plan.unit in STUDENTS and number < COUNSELLORS else plan.unit
            members.append(actions.add(branch, name=name, group=group, **self.life(unit, stage)))
        return members

    def life(self, unit: Unit, stage: Stage) -> dict:
        """Facts that agree with each other, the unit and the stage; whoever is on the way begins
        as an applicant."""
        pick, age = self.chance, self.chance.randint(*AGES.get(unit, (28, 57)))
        birth = PartialDate(self.today.year - age, pick.randint(1, 12), pick.randint(1, 28))
        facts = {
            "gender": pick.choice(list(Gender)), "ethnicity": pick.choice(GROUPS),
            "birth": birth, "standing": Standing.NORMAL,
            "stage": stage if stage is Stage.FULL else Stage.APPLICANT,
            "education": EDUCATIONS.get(unit, Education.MASTER).label, "job": JOBS.get(unit, ""),
            "title": pick.choice(TITLES) if unit == Unit.TEACHER else "",
            "exempt": unit == Unit.RETIRED and age > 78,
        }  # fmt: skip
        return facts | self.dates(stage, birth)

    def dates(self, stage, birth) -> dict:
        pick, year = self.chance, self.today.year
        if stage is Stage.FULL:
            joined = min(birth.year + pick.randint(21, 26), year - 2)
            month = pick.randint(1, 12)
            known = PartialDate(joined, month) if joined < 2005 else PartialDate(joined, month, 18)
            return {
                "applied_on": PartialDate(joined - 1, month),
                "joined_on": known,
                "confirmed_on": PartialDate(joined + 1, known.month, known.day),
            }
        return {}  # everybody else's dates follow from the development file


STUDENTS = {Unit.UNDERGRADUATE, Unit.GRADUATE}
COUNSELLORS = 3
"""Teachers in a branch of students: they were full members before any student there was."""
AGES = {
    Unit.UNDERGRADUATE: (22, 23), Unit.GRADUATE: (23, 28), Unit.RETIRED: (61, 86),
    Unit.TEACHER: (29, 58),
}  # fmt: skip
EDUCATIONS = {
    Unit.UNDERGRADUATE: Education.HIGH_SCHOOL, Unit.GRADUATE: Education.BACHELOR,
    Unit.TEACHER: Education.DOCTOR, Unit.RETIRED: Education.BACHELOR,
}  # fmt: skip
JOBS = {
    Unit.UNDERGRADUATE: "本科生", Unit.GRADUATE: "硕士研究生", Unit.TEACHER: "教师",
    Unit.RETIRED: "退休教职工", Unit.OFFICE: "机关干部", Unit.JOINT: "职员",
}  # fmt: skip
