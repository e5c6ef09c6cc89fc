"""Which modules of a package have pages."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from flask import Blueprint


def modules_with_pages(package: ModuleType) -> set[ModuleType]:
    """The modules below `package` that have a blueprint of their own."""
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    modules = [importlib.import_module(each.name) for each in found]
    return {module for module in modules if isinstance(getattr(module, "bp", None), Blueprint)}
