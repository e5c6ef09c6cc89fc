"""The file that is hung on an entry."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired


class PhotoForm(FlaskForm):
    """A photo or PDF of an entry."""

    file = FileField(_l("照片或 PDF"), validators=[FileRequired(_l("请选一张照片或一个 PDF。"))])
