"""PostgreSQL in the folder: it starts, stops, and starts again whatever was killed before."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from crm import embedded, processes
from crm.refusals import Refusal

ROOT = Path(__file__).resolve().parents[2]
OWNER = """
import sys, time
from pathlib import Path
from crm import embedded
embedded.Server(Path(sys.argv[1]), throwaway=True).start()
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "pg"
    yield path
    assert not processes.working_in(path, "postgres")
    shutil.rmtree(embedded.socket_folder(path), ignore_errors=True)


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def owner_of(data: Path) -> subprocess.Popen[str]:
    """A process of its own that starts PostgreSQL there and stays."""
    return subprocess.Popen([sys.executable, "-c", OWNER, str(data)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def query(url: str, sql: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []


def test_it_is_postgresql_18_sorting_by_code_point_and_knows_nordic_letters(data: Path) -> None:
    with embedded.running(data, throwaway=True) as url:
        assert query(url, "SHOW server_version_num")[0][0].startswith("18")
        assert query(url, "SELECT lower('ÅØÆÐ'), 'Ö' < 'Ø'") == [("åøæð", True)]
        query(url, "CREATE EXTENSION pg_trgm")
        assert query(url, "SELECT cardinality(show_trgm('Åsa')), cardinality(show_trgm('ø'))") == [(4, 2)]


def test_only_the_account_that_started_it_gets_in(data: Path) -> None:
    with embedded.running(data, throwaway=True) as url:
        assert query(url, "SHOW listen_addresses") == [("",)]
        assert embedded.socket_folder(data).stat().st_mode & 0o077 == 0
        assert query(url, "SELECT DISTINCT type, auth_method FROM pg_hba_file_rules") == [("local", "peer")]


def test_a_killed_owner_leaves_no_server_and_no_lost_row(data: Path) -> None:
    owner = owner_of(data)
    assert owner.stdout is not None
    assert owner.stdout.readline() == "ready\n"
    query(embedded.database_url(data), "CREATE TABLE kept AS SELECT 1 AS id")
    kill(owner)
    with embedded.running(data, throwaway=True) as url:
        assert query(url, "SELECT id FROM kept") == [(1,)]


def test_a_killed_server_starts_again_although_its_locks_name_a_living_process(data: Path) -> None:
    server = embedded.Server(data, throwaway=True)
    server.start()
    assert server.process is not None
    server.process.kill()
    server.stop()
    for lock in (data / "postmaster.pid", embedded.socket_folder(data) / f"{embedded.SOCKET}.lock"):
        lock.write_text(f"{os.getppid()}\n" + "".join(lock.read_text().splitlines(keepends=True)[1:]))
    with embedded.running(data, throwaway=True) as url:
        assert query(url, "SELECT 1") == [(1,)]


def test_a_kill_while_the_data_folder_is_made_leaves_nothing_half(data: Path) -> None:
    owner = owner_of(data)
    until(lambda: list(data.parent.glob("pg.new-*/base")))
    kill(owner)
    assert not data.exists()
    with embedded.running(data, throwaway=True) as url:
        assert query(url, "SELECT 1") == [(1,)]
    assert not list(data.parent.glob("pg.new-*"))


def test_a_folder_in_use_is_left_alone(data: Path) -> None:
    first = embedded.Server(data)
    assert first.claim()
    with pytest.raises(Refusal, match="already in use"):
        embedded.Server(data).start()
    first.stop()


def test_data_of_another_postgresql_is_refused_in_one_line(data: Path) -> None:
    data.mkdir()
    (data / "PG_VERSION").write_text("17\n")
    with pytest.raises(Refusal, match=r"made by PostgreSQL 17 and this Havn brings PostgreSQL 18"):
        embedded.Server(data).start()


def test_a_deep_folder_gets_a_short_socket(tmp_path: Path) -> None:
    data = tmp_path / ("deep" * 20) / "with a space" / "pg"
    assert len(str(embedded.socket_folder(data) / embedded.SOCKET)) < 100
    with embedded.running(data, throwaway=True) as url:
        assert query(url, "SELECT 1") == [(1,)]
    shutil.rmtree(embedded.socket_folder(data))


def test_a_socket_folder_somebody_else_made_is_refused(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trap = data.with_name("trap")
    trap.symlink_to("/tmp")
    monkeypatch.setattr(embedded, "socket_folder", lambda _: trap)
    with pytest.raises(Refusal, match="belongs to another user"):
        embedded.Server(data, throwaway=True).start()


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "VAR", tmp_path / "var")
    key = embedded.secret_key()
    assert len(key) > 50
    assert embedded.secret_key() == key
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert len(list((tmp_path / "var").iterdir())) == 1
