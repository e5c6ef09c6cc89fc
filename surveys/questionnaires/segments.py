"""Who answers, in broad groups: the three items that questionnaires may declare as segments, never required."""

from __future__ import annotations

from surveys.questionnaires.writing import section, single

AGE = single(
    "seg_age",
    "您的年龄段",
    "Your age group",
    ("under30", "30 岁以下", "Under 30"),
    ("30to39", "30–39 岁", "30–39"),
    ("40to49", "40–49 岁", "40–49"),
    ("over50", "50 岁及以上", "50 and over"),
    required=False,
)
EMPLOYMENT = single(
    "seg_employment",
    "您的用工身份",
    "Your kind of employment",
    ("contract", "合同制职工", "Contract employee"),
    ("dispatch", "劳务派遣", "Labour dispatch"),
    ("outsourced", "外包或承包单位职工", "Contractor's staff"),
    required=False,
)
JOB = single(
    "seg_job",
    "您的岗位类别",
    "Your kind of job",
    ("line", "生产一线", "Production"),
    ("support", "辅助和后勤", "Support and logistics"),
    ("technical", "技术", "Technical"),
    ("office", "管理和机关", "Management and offices"),
    required=False,
)

WHO = section("您的基本情况（可以不填）", "About you (may be left out)", AGE, EMPLOYMENT, JOB)
AGE_ONLY = section("您的基本情况（可以不填）", "About you (may be left out)", AGE)
EMPLOYMENT_ONLY = section("您的基本情况（可以不填）", "About you (may be left out)", EMPLOYMENT)
AGE_AND_EMPLOYMENT = section("您的基本情况（可以不填）", "About you (may be left out)", AGE, EMPLOYMENT)
EMPLOYMENT_AND_JOB = section("您的基本情况（可以不填）", "About you (may be left out)", EMPLOYMENT, JOB)
