"""The file that is read."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired


class ImportForm(FlaskForm):
    """A workbook to read."""

    workbook = FileField(_l("表格文件"), validators=[FileRequired(_l("请选一个 .xlsx 或 .csv 文件。"))])
