"""How the suite is run: by several workers, in memory where there is room, and quickly; what tests begin with is in `fixtures`."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from _pytest.runner import runtestprotocol
from xdist.scheduler import LoadFileScheduling

# Whoever imports it first, its assertions tell what they compared.
pytest.register_assert_rewrite("tests.fixtures")

#: Where files are kept in memory, and how much of it must be free (bytes).
MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000
#: Files that take seconds by themselves, and folders whose files share what takes seconds to make.
LONGEST = {"test_lives_of_cases.py", "test_migrations.py", "test_backup.py"}
TOGETHER = ("tests/demo/",)

# Few examples a run: the suite runs often, and what one run does not draw the next one does. The gate draws many, and
# the same ones each time.
hypothesis.settings.register_profile("suite", max_examples=12, deadline=None)
hypothesis.settings.register_profile("gate", max_examples=250, deadline=None, derandomize=True)
hypothesis.settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """Make room for what comes and goes by the thousand, before the workers start.

    Small databases are kept in memory where there is enough of it, instead of waiting for the disk. What a worker
    compiles is kept for the other and for the programs that tests start, also where Python was told not to. Whoever
    only hands tests out does without the product.
    """
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if _worker(config) >= 0 or not config.getoption("tx"):
        config.pluginmanager.import_plugin("tests.fixtures")


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let every second worker read the tests from the end, so that each finds compiled what the other came to first."""
    report = yield
    if isinstance(collector, pytest.Dir) and _worker(collector.config) > 0:
        report.result.reverse()
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Let a worker tell of each test what came of it, once, instead of five times that it began, stood and ended well."""
    if _worker(item.config) < 0:
        return None
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    return True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the tests into the order that all workers have to agree on: what takes longest by itself comes first."""
    if _worker(config) >= 0:
        items.sort(key=lambda item: (item.path.name not in LONGEST, item.path))


class ByFile(LoadFileScheduling):
    """Gives a worker whole files, so that what the tests of one share is made once."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Files in the order of the tests, not the longest lists first."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


def _worker(config: pytest.Config) -> int:
    """The number of this worker; -1 when one process runs them all."""
    told: dict[str, str] = getattr(config, "workerinput", {})
    return int(told.get("workerid", "gw-1").removeprefix("gw"))


def pytest_collection_finish() -> None:
    """Look for rubbish rarely: what is loaded stays loaded, and a quarter of the suite's time went into looking."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 1_000)


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure() -> None:
    """Look a last time, and let what is left be: pytest itself looks five times more."""
    gc.collect()
    gc.freeze()
