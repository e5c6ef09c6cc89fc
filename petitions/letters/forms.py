"""The form that brings back the signed paper of a letter."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired, FileSize

from web.uploads import FILE_BYTES


class ScanForm(FlaskForm):
    """The signed paper of a letter, photographed or scanned."""

    file = FileField(
        _l("盖章件"),
        description=_l("扫描成 PDF，或者拍一张清楚的照片；最大 20 MB。"),
        validators=[
            FileRequired(_l("请选一个文件。")),
            FileSize(FILE_BYTES, message=_l("太大了：最多 20 MB。请调低扫描精度，或者拍照上传。")),
        ],
    )
