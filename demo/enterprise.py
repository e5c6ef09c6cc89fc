"""The demonstration's enterprise: units in three levels with headcounts, and the people who sign in."""

from __future__ import annotations

from accounts.roles import Role

ORGANISATION = "岱山能源集团有限公司"
PUBLISHER = "岱山能源集团工会"

# (name, parent, people of the unit itself). Names and figures are invented.
UNITS: tuple[tuple[str, str | None, int], ...] = (
    (ORGANISATION, None, 0),
    ("采掘一部", ORGANISATION, 14),
    ("综采一队", "采掘一部", 186),
    ("综采二队", "采掘一部", 174),
    ("掘进一队", "采掘一部", 158),
    ("掘进二队", "采掘一部", 149),
    ("通防工区", "采掘一部", 96),
    ("机电运输部", ORGANISATION, 12),
    ("机电工区", "机电运输部", 142),
    ("运输工区", "机电运输部", 168),
    ("检修车间", "机电运输部", 88),
    ("变电班", "机电运输部", 3),
    ("洗选加工部", ORGANISATION, 10),
    ("选煤一车间", "洗选加工部", 132),
    ("选煤二车间", "洗选加工部", 118),
    ("化验室", "洗选加工部", 27),
    ("储运车间", "洗选加工部", 104),
    ("热电厂", ORGANISATION, 16),
    ("锅炉车间", "热电厂", 121),
    ("汽机车间", "热电厂", 109),
    ("电气车间", "热电厂", 93),
    ("燃料车间", "热电厂", 137),
    ("物业后勤中心", ORGANISATION, 9),
    ("食堂班组", "物业后勤中心", 64),
    ("公寓管理站", "物业后勤中心", 41),
    ("车队", "物业后勤中心", 72),
    ("绿化保洁站", "物业后勤中心", 4),
    ("机关部室", ORGANISATION, 8),
    ("人力资源部", "机关部室", 21),
    ("财务部", "机关部室", 18),
    ("安全监察部", "机关部室", 34),
    ("生产技术部", "机关部室", 39),
    ("劳务派遣大队", ORGANISATION, 6),
    ("派遣一中队", "劳务派遣大队", 246),
    ("派遣二中队", "劳务派遣大队", 218),
    ("培训中心", ORGANISATION, 33),
)

# (user name, name, title, role, unit). The pass phrase is printed on the sign-in page of a demonstration.
PEOPLE: tuple[tuple[str, str, str, Role, str], ...] = (
    ("guanliyuan", "赵敏", "信息中心工程师", Role.ADMIN, ORGANISATION),
    ("wangfang", "王芳", "工会权益保障部干事", Role.OFFICER, ORGANISATION),
    ("liqiang", "李强", "工会权益保障部部长", Role.OFFICER, ORGANISATION),
    ("zhangwei", "张伟", "人力资源部主管", Role.HANDLER, "人力资源部"),
    ("sunlei", "孙磊", "安全监察部主管", Role.HANDLER, "安全监察部"),
    ("zhouting", "周婷", "物业后勤中心主管", Role.HANDLER, "物业后勤中心"),
    ("gaopeng", "高鹏", "采掘一部工会主席", Role.HANDLER, "采掘一部"),
    ("liuyang", "刘洋", "工会主席", Role.LEADER, ORGANISATION),
    ("madong", "马东", "副总经理", Role.LEADER, ORGANISATION),
    ("hejun", "何军", "采掘一部党总支书记", Role.LEADER, "采掘一部"),
    ("chenjing", "陈静", "纪委监督室主任", Role.INSPECTOR, ORGANISATION),
    ("yanglei", "杨磊", "纪委监督室干事", Role.INSPECTOR, ORGANISATION),
    ("huangli", "黄丽", "职工代表、档案员", Role.KEEPER, ORGANISATION),
    ("zhoutao", "周涛", "职工代表、法务", Role.KEEPER, ORGANISATION),
)
OFFICES = (
    ("union", ("wangfang", "liqiang")),
    ("discipline", ("chenjing", "yanglei")),
    ("identity", ("huangli", "zhoutao")),
)
PASSWORD = "xinqiao demo 2026"
