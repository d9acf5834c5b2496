"""The fields a roster may carry, and the headings that mean them."""

from enum import StrEnum


class Field(StrEnum):
    """The value is the key of `PersonRow.values`; the label is what a person reads."""

    label: str

    def __new__(cls, value, label):
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    NAME = "name", "姓名"
    GENDER = "gender", "性别"
    ETHNICITY = "ethnicity", "民族"
    BIRTH = "birth", "出生日期"
    ID_NUMBER = "id_number", "身份证号"
    NATIVE_PLACE = "native_place", "籍贯"
    EDUCATION = "education", "学历"
    DEGREE = "degree", "学位"
    STAGE = "stage", "人员类别"
    BRANCH = "branch", "所在党支部"
    GROUP = "group", "党小组"
    APPLIED_ON = "applied_on", "申请入党日期"
    ACTIVIST_ON = "activist_on", "确定为积极分子日期"
    PROSPECT_ON = "prospect_on", "确定为发展对象日期"
    JOINED_ON = "joined_on", "入党日期"
    CONFIRMED_ON = "confirmed_on", "转正日期"
    PHONE = "phone", "联系电话"
    JOB = "job", "工作岗位"
    TITLE = "title", "职称"
    STUDENT_NO = "student_no", "学号"
    STAFF_NO = "staff_no", "工号"
    REMARKS = "remarks", "备注"


DATES = frozenset(
    {
        Field.BIRTH,
        Field.APPLIED_ON,
        Field.ACTIVIST_ON,
        Field.PROSPECT_ON,
        Field.JOINED_ON,
        Field.CONFIRMED_ON,
    }
)

# Written without spaces, brackets and punctuation, as `headings.normal` leaves them.
SYNONYMS = {
    Field.NAME: "姓名 名字 党员姓名 人员姓名 成员姓名 学生姓名 教师姓名",
    Field.GENDER: "性别 男女",
    Field.ETHNICITY: "民族 族别 民族成份 民族成分",
    Field.BIRTH: "出生日期 出生年月 出生年月日 出生时间 出生 生日 出生日月",
    Field.ID_NUMBER: (
        "身份证号 身份证号码 身份证 公民身份证号码 公民身份号码 公民身份证号 居民身份证号 "
        "居民身份证号码 居民身份证 证件号 证件号码 身份号码 有效证件号码"
    ),
    Field.NATIVE_PLACE: "籍贯 祖籍 籍贯省市县 户籍",
    Field.EDUCATION: "学历 文化程度 最高学历 学历层次 受教育程度 全日制学历",
    Field.DEGREE: "学位 最高学位 全日制学位",
    Field.STAGE: (
        "人员类别 党员类别 党员类型 人员类型 党员身份 政治面貌 类别 党籍 党员状态 发展阶段 "
        "正式预备 预备正式 正式或预备 党员性质 成员类别"
    ),
    Field.BRANCH: (
        "所在党支部 党支部 所在支部 支部 支部名称 党支部名称 所属支部 所属党支部 所在党组织 "
        "所属党组织 党组织 党组织名称 所在党支部名称 所属党支部名称 组织关系所在支部 "
        "组织关系所在党支部 组织关系所在单位 所在党支部全称"
    ),
    Field.GROUP: "党小组 所在党小组 所属党小组 小组 党小组名称 所在小组",
    Field.APPLIED_ON: (
        "申请入党日期 申请入党时间 申请时间 申请日期 递交入党申请书时间 递交入党申请书日期 "
        "递交申请书时间 提交入党申请书时间 入党申请时间 入党申请日期 递交申请时间 申请入党 "
        "申请书时间"
    ),
    Field.ACTIVIST_ON: (
        "确定为积极分子日期 确定为积极分子时间 确定积极分子时间 列为积极分子时间 积极分子时间 "
        "列为入党积极分子时间 确定为入党积极分子时间 确定入党积极分子时间 入党积极分子时间 "
        "积极分子日期 列为积极分子日期 列为积极分子 确定为积极分子 确定为入党积极分子日期"
    ),
    Field.PROSPECT_ON: (
        "确定为发展对象日期 确定为发展对象时间 确定发展对象时间 列为发展对象时间 发展对象时间 "
        "列为发展对象日期 列为发展对象 确定为发展对象 发展对象日期"
    ),
    Field.JOINED_ON: (
        "入党日期 入党时间 入党年月 入党年月日 加入党组织日期 加入党组织时间 加入中共时间 "
        "入党 加入中国共产党时间 加入中国共产党日期 接收预备党员时间 接收为预备党员日期 "
        "成为预备党员时间 发展入党时间 何时入党 预备党员时间"
    ),
    Field.CONFIRMED_ON: (
        "转正日期 转正时间 转为正式党员日期 转为正式党员时间 转正年月 转正年月日 转正 "
        "成为正式党员时间 成为正式党员日期 正式党员时间 按期转正时间 党员转正时间 "
        "预备期满转正时间"
    ),
    Field.PHONE: (
        "联系电话 手机号码 手机 手机号 电话 联系方式 移动电话 电话号码 联系手机 本人电话 手机电话"
    ),
    Field.JOB: (
        "工作岗位 职务 岗位 职业 现任职务 行政职务 工作职务 担任职务 单位职务 单位及职务 "
        "工作单位及职务 所在岗位"
    ),
    Field.TITLE: "职称 专业技术职务 技术职称 专业技术职称 职称级别 专业职称",
    Field.STUDENT_NO: "学号 学生学号 学籍号",
    Field.STAFF_NO: (
        "工号 职工号 教工号 人员编号 教职工号 职工编号 工作证号 员工号 学工号 学号工号 学工号学号"
    ),
    Field.REMARKS: "备注 说明 备考 附注 其他 其它",
}
HEADINGS = {word: field for field, words in SYNONYMS.items() for word in words.split()}

# Parts that decide a heading no synonym knows; the first that fits wins, so narrow ones come first.
PARTS = (
    ("身份证", Field.ID_NUMBER),
    ("转正", Field.CONFIRMED_ON),
    ("积极分子", Field.ACTIVIST_ON),
    ("发展对象", Field.PROSPECT_ON),
    ("申请", Field.APPLIED_ON),
    ("入党时间", Field.JOINED_ON),
    ("入党日期", Field.JOINED_ON),
    ("出生", Field.BIRTH),
    ("党小组", Field.GROUP),
    ("支部", Field.BRANCH),
    ("党员类", Field.STAGE),
    ("手机", Field.PHONE),
    ("电话", Field.PHONE),
    ("民族", Field.ETHNICITY),
    ("性别", Field.GENDER),
    ("籍贯", Field.NATIVE_PLACE),
    ("学历", Field.EDUCATION),
    ("学位", Field.DEGREE),
    ("职称", Field.TITLE),
    ("职务", Field.JOB),
    ("学号", Field.STUDENT_NO),
    ("工号", Field.STAFF_NO),
    ("姓名", Field.NAME),
    ("备注", Field.REMARKS),
)
# Somebody else's name, number or date stands in these columns.
FOREIGN = (
    "介绍人",
    "联系人",
    "父亲",
    "母亲",
    "配偶",
    "书记",
    "负责人",
    "党内",
    "办公",
    "工作时间",
    "参加工作",
    "紧急",
)
COUNTERS = {"序号", "编号", "序", "号", "no", "行号"}
