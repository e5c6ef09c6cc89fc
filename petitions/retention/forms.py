"""The form that puts off the destruction of a case."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from petitions.fields import words


class HoldForm(FlaskForm):
    """Why a case must be kept longer."""

    reason = words(_l("为什么要暂缓销毁"), description=_l("例如：正在诉讼、巡视要看、信访人又来了。封存在案。"))


class LiftForm(FlaskForm):
    """Nothing but the button."""
