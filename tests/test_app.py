"""Starting: a first run, and every reason not to start, each in one sentence on the terminal."""

from __future__ import annotations

import os
import socket
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.cli import FlaskGroup

import app as application
from app import create_app, main, prepare_instance
from config import BadSetting, Settings
from tests.fixtures import copy_databases
from web import uploads


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of whoever runs the suite must not reach it."""
    for name in [name for name in os.environ if name.startswith("XINQIAO_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def no_server(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Everything `main` does but serve; the arguments of serving are kept."""
    served: list[dict[str, object]] = []
    monkeypatch.setattr(application.waitress, "serve", lambda _app, **options: served.append(options))
    return served


def test_a_first_run_makes_a_closed_folder_and_prints_one_link(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], no_server: list[dict[str, object]]
) -> None:
    folder = tmp_path / "instance"

    assert main(["--instance", str(folder), "--port", "0"]) == 0

    said = capsys.readouterr().out
    assert said.count("/set-up#") == 1
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name for path in folder.iterdir()} >= {"secret.key", "xinqiao.db", "box.db"}
    assert no_server[0]["host"] == "127.0.0.1"
    assert no_server[0]["ident"] is None
    # The server's own default would put an opened photo into a temporary file.
    assert isinstance(kept := no_server[0]["outbuf_overflow"], int)
    assert kept > uploads.FILE_BYTES


def test_the_link_is_the_same_until_it_is_used(
    tmp_path: Path, migrated_instance: Path, capsys: pytest.CaptureFixture[str], no_server: list[dict[str, object]]
) -> None:
    copy_databases(migrated_instance, tmp_path / "instance")
    for _ in range(2):
        main(["--instance", str(tmp_path / "instance"), "--port", "0"])

    links = [word for word in capsys.readouterr().out.split() if "/set-up#" in word]
    assert len(set(links)) == 1


def test_a_port_in_use_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert main(["--instance", str(tmp_path / "instance"), "--port", str(port)]) == 1

    said = capsys.readouterr().err
    assert str(port) in said
    assert "--port" in said
    assert "Traceback" not in said


def test_a_port_there_is_not_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--instance", str(tmp_path / "instance"), "--port", "99999"]) == 1
    assert "--port" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("xinqiao.db", b"not a database, but long enough to be looked at as one" * 40, "Cannot use the database"),
        ("secret.key", b"short", "Cannot read the key file"),
    ],
)
def test_a_damaged_file_is_one_sentence_of_the_server_and_of_every_command(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes,
    said: str,
) -> None:
    (tmp_path / name).write_bytes(content)
    monkeypatch.setenv("XINQIAO_INSTANCE", str(tmp_path))

    assert main(["--port", "0"]) == 1
    assert said in capsys.readouterr().err

    asked = CliRunner().invoke(FlaskGroup(create_app=create_app), ["doctor"])
    assert asked.exit_code == 1
    assert asked.output.startswith(f"Error: {said}")


def test_a_folder_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    # As root every folder can be written, so the refusal is the operating system's own, raised in its place.
    monkeypatch.setattr(Path, "write_bytes", refuse)

    assert main(["--instance", str(tmp_path / "closed"), "--port", "0"]) == 1
    assert "Permission denied" in capsys.readouterr().err


def test_a_file_in_place_of_the_folder_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "instance").write_text("a file")

    with pytest.raises(BadSetting, match="Cannot write to the instance folder"):
        prepare_instance(Settings(instance=tmp_path / "instance"))


@pytest.mark.parametrize(
    ("name", "value"), [("XINQIAO_THREADS", "many"), ("XINQIAO_PUBLIC_URL", "ftp://x"), ("XINQIAO_TIMEZONE", "Mars")]
)
def test_a_setting_that_makes_no_sense_is_one_sentence_naming_it(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv(name, value)

    assert main(["--instance", str(tmp_path / "instance"), "--port", "0"]) == 1
    assert name in capsys.readouterr().err


def test_a_demonstration_never_touches_the_real_instance(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XINQIAO_INSTANCE", str(tmp_path / "instance"))

    chosen = application._settings(application._options(["--demo"]))

    assert chosen.instance == tmp_path / "instance-demo"
    assert chosen.demo


def test_a_view_that_declares_nothing_stops_the_start(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    class Careless:
        """A package whose view forgot to declare who may call it."""

        @staticmethod
        def register(app: Flask) -> None:
            app.add_url_rule("/careless", "careless", lambda: "open to all")

    monkeypatch.setattr(application, "PACKAGES", (*application.PACKAGES, Careless))

    with pytest.raises(RuntimeError, match="careless"):
        create_app(settings, migrate=False)


def test_cookies_follow_the_public_address(settings: Settings, tmp_path: Path) -> None:
    plain = create_app(settings, migrate=False)
    secure = create_app(replace(settings, public_url="https://xq.example.com"), migrate=False)

    assert plain.config["SESSION_COOKIE_NAME"] == "xinqiao-form"
    assert secure.config["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert secure.config["SESSION_COOKIE_SECURE"]
    for each in (plain, secure):
        each.extensions["database"].dispose()
