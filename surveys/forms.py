"""Forms of the desk's survey pages. The answering page is no WTForm: it is made from the survey's own items."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from surveys.items import COMMENT_FLOOR, FLOOR
from surveys.lifecycle import LONGEST_DRAWING, LONGEST_OPEN
from web.forms import NotFarAhead


class EditForm(FlaskForm):
    """What may be changed in a draft."""

    title = StringField(
        _l("问卷标题"),
        validators=[InputRequired(_l("请填写问卷标题。")), Length(max=40, message=_l("标题请控制在 40 字以内。"))],
    )
    intro = TextAreaField(
        _l("开头的话"),
        description=_l("用大白话说明为什么问、要多久、结果怎么公布。"),
        validators=[Length(max=500, message=_l("请控制在 500 字以内。"))],
    )
    closes_at = DateTimeLocalField(
        _l("截止时间"),
        description=_l("开放以后只能提前，不能推迟。"),
        validators=[InputRequired(_l("请选择截止时间。")), NotFarAhead(LONGEST_OPEN)],
    )
    scoring = RadioField(
        _l("计分方法"),
        description=_l("两种方法的分数不能互相比较；选定后印在结果旁边。"),
        choices=[
            SelectChoice("zero_based", _l("0–25–50–75–100（国际通行）")),
            SelectChoice("times_twenty", _l("20–40–60–80–100（很多单位的习惯）")),
        ],
    )
    floor = IntegerField(
        _l("一个数字至少来自几个人，才公布"),
        description=_l("不能少于 5。调高更放心，能看到的单位会少一些。"),
        validators=[Optional(), NumberRange(FLOOR, 30, message=_l("请填 5 到 30 之间的整数。"))],
    )
    comment_floor = IntegerField(
        _l("一道题至少收到几段话，才公布原话"),
        description=_l("不能少于 10。"),
        validators=[Optional(), NumberRange(COMMENT_FLOOR, 100, message=_l("请填 10 到 100 之间的整数。"))],
    )
    paged = BooleanField(_l("一段一页（手机上一次只看一段；旧手机仍是一整页）"))


class ForwardForm(FlaskForm):
    """Closing earlier than announced."""

    closes_at = DateTimeLocalField(_l("新的截止时间"), validators=[InputRequired(_l("请选择新的截止时间。"))])


class PublishForm(FlaskForm):
    """Publishing destroys what was sealed; whoever does it says that they know."""

    understood = BooleanField(
        _l("我知道公布后答卷会被销毁，不能恢复"),
        validators=[InputRequired(_l("公布后答卷和钥匙会一起销毁，不能恢复。请先勾选确认。"))],
    )
    without_comments = BooleanField(_l("不公布文字，只公布数字；文字不再审阅，直接销毁"))


class ReviewForm(FlaskForm):
    """What an officer decides about one text; the marks to mask are checkboxes of the text itself."""

    #: "keep", or the reason why not (surveys.review.comments.REASONS).
    verdict = RadioField(_l("这一条怎么办"), choices=[], validate_choice=False)
    more = TextAreaField(
        _l("还要遮住的字词"),
        description=_l("每行写一个，和原文一样；原文里出现几处就遮几处。"),
        validators=[Length(max=2000, message=_l("请控制在 2000 字以内。"))],
    )
    quote = BooleanField(_l("说得有代表性，公布时优先摘录"))
    #: The verdict the page showed, so that two officers do not overwrite each other unseen.
    seen = HiddenField()


class AdmissionForm(FlaskForm):
    """How people are admitted to a survey."""

    admission = RadioField(
        _l("答题方式"),
        validators=[InputRequired(_l("请选择一种答题方式。"))],
        choices=[
            SelectChoice("slips", _l("纸质答题码：每人抽一张，一码一份，谁也不知道谁抽了哪张")),
            SelectChoice("open", _l("开放链接：扫海报就能答，不核对身份，结果注明“未核验”")),
        ],
    )


class RosterForm(FlaskForm):
    """A staff list to be checked, and for how long tickets are only drawn."""

    workbook = FileField(
        _l("职工名单"),
        validators=[FileRequired(_l("请选择名单文件。"))],
        description=_l("一行一人，要有一列“单位”或“部门”，其他列随意。.xlsx 或 .csv，最多 50000 人。"),
    )
    drawing_days = IntegerField(
        _l("领券期（天）"),
        validators=[
            InputRequired(_l("请填写天数，0 表示领了就能答。")),
            NumberRange(0, LONGEST_DRAWING, message=_l("请填 0 到 14 天。")),
        ],
        description=_l("先领券、过几天再答，领券和答题的先后就对不上。一般 3 天。"),
    )


class WorkbookForm(FlaskForm):
    """One workbook."""

    workbook = FileField(_l("名单文件"), validators=[FileRequired(_l("请选择名单文件。"))])


class FollowUpForm(FlaskForm):
    """Between which days aid was given that is asked after."""

    first = DateField(_l("从哪天发放的"), validators=[InputRequired(_l("请填写日期。"))])
    last = DateField(_l("到哪天"), validators=[InputRequired(_l("请填写日期。"))])
