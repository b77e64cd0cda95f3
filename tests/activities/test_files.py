"""Files: only what they claim to be, stored once under names of their own, and only for those who may see them."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client
from procrastinate.contrib.django import app

from activities.file_types import RefusedFile, kind_of
from activities.files import clean_name, path_of, sweep
from activities.models import File, StoredContent
from history.changes import events_of
from tests.matrix.answers import streamed
from tests.matrix.ground import Ground

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"


def archive(**entries: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name.replace("__", "/"), content)
    return held.getvalue()


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


def upload(browser: Client, customer: int, *files: tuple[str, bytes], **headers: str) -> Any:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return browser.post(f"/customers/{customer}/files/add/", {"files": sent}, headers=headers)


def said(browser: Client, customer: int) -> str:
    return browser.get(f"/customers/{customer}/files/").content.decode().partition('class="toasts"')[2]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", PDF), ("A.PNG", PNG), ("b.docx", archive(word__document=b"<x/>")), ("c.txt", "Møte på Åsen".encode()),
     ("d.csv", b"a;b\n1;2\n"), ("e.jpeg", b"\xff\xd8\xff\xe0" + b"\x00" * 30)],
)  # fmt: skip
def test_files_of_everyday_work_are_taken(name: str, content: bytes) -> None:
    assert kind_of(name, io.BytesIO(content)).media_type


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<html></html>"),
        ("drawing.svg", b"<svg onload=alert(1)>"),
        ("run.exe", b"MZ\x90"),
        ("noending", b"text"),
        ("picture.png", PDF),
        ("offer.pdf", b"MZ\x90"),
        ("offer.pdf", b"junk before %PDF-1.7"),
        ("sheet.xlsx", archive(word__document=b"x")),
        ("sheet.xlsx", b"PK\x03\x04 broken"),
        ("empty.txt", b""),
        ("note.txt", b"<script>alert(1)</script>"),
        ("note.txt", b"binary \x00 data"),
        ("gifar.gif", b"GIF89a" + b"\x00" * 20 + archive(a=b"x")),
        ("two.png", PNG + archive(a=b"x")),
        ("web.gif", b"GIF89a<script>alert(1)</script>"),
        ("bomb.docx", archive(word__document=b"\x00" * 40_000_000)),
    ],
)  # fmt: skip
def test_what_is_not_what_it_claims_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(RefusedFile) as refused:
        kind_of(name, io.BytesIO(content))
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\offer.pdf", "offer.pdf"),
        ("a\u202egnp.txt", "agnp.txt"),
        ("two  spaces .pdf", "two spaces .pdf"),
        (".hidden.txt", "hidden.txt"),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_names_lose_folders_hidden_signs_and_endless_length(name: str, kept: str) -> None:
    assert clean_name(name) == kept


def test_an_uploaded_file_comes_back_as_it_was(ground: Ground, browsers: Browsers, folder: Path) -> None:
    pk = ground.customers["mine"].pk
    assert upload(browsers["account"], pk, ("Tilbud på Åsen.pdf", PDF)).status_code == 302
    file = File.objects.get(customer=pk, name="Tilbud på Åsen.pdf")
    answer = browsers["account"].get(f"/files/{file.pk}/")
    assert streamed(answer) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert path_of(file.content).is_relative_to(folder)
    assert "Tilbud" not in str(path_of(file.content))
    assert path_of(file.content).stat().st_mode & 0o077 == 0


def test_the_same_content_is_kept_once(ground: Ground, browsers: Browsers, folder: Path) -> None:
    pk, before = ground.customers["mine"].pk, StoredContent.objects.count()
    upload(browsers["account"], pk, ("a.pdf", PDF), ("b.pdf", PDF))
    assert StoredContent.objects.count() == before + 1
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_a_deleted_file_comes_back_by_undo(ground: Ground, browsers: Browsers) -> None:
    pk = ground.customers["mine"].pk
    upload(browsers["account"], pk, ("a.pdf", PDF))
    said(browsers["account"], pk)
    file = File.objects.get(customer=pk, name="a.pdf")
    browsers["account"].post(f"/files/{file.pk}/delete/")
    assert browsers["account"].get(f"/files/{file.pk}/").status_code == 404
    undo = said(browsers["account"], pk).partition('action="')[2].partition('"')[0]
    assert browsers["account"].post(undo).status_code == 302
    assert streamed(browsers["account"].get(f"/files/{file.pk}/")) == PDF


def test_of_several_the_good_ones_are_kept_and_the_others_named(ground: Ground, browsers: Browsers) -> None:
    pk = ground.customers["mine"].pk
    upload(browsers["account"], pk, ("good.pdf", PDF), ("bad<b>.svg", b"<svg/>"))
    page = said(browsers["account"], pk)
    assert "1 file added" in page
    assert "bad&lt;b&gt;.svg" in page
    assert list(File.objects.filter(customer=pk, name__startswith="good")) != []


def test_a_file_too_large_is_refused_and_nothing_is_left(
    ground: Ground, browsers: Browsers, settings: Any, folder: Path
) -> None:
    settings.FILE_LIMIT = 1000
    pk = ground.customers["mine"].pk
    upload(browsers["account"], pk, ("big.txt", b"a" * 1001))
    assert "larger than" in said(browsers["account"], pk)
    assert not folder.exists()


def test_an_upload_beyond_the_quota_is_stopped(ground: Ground, browsers: Browsers, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1000
    pk = ground.customers["mine"].pk
    upload(browsers["account"], pk, ("big.txt", b"a" * 200_000))
    assert "Too much at once" in said(browsers["account"], pk)
    assert not File.objects.filter(customer=pk, name="big.txt").exists()


def test_pictures_and_pdf_are_shown_and_others_only_downloaded(ground: Ground, browsers: Browsers) -> None:
    pk = ground.customers["mine"].pk
    upload(browsers["account"], pk, ("a.png", PNG), ("b.txt", b"text"))
    shown, other = (File.objects.get(customer=pk, name=name) for name in ("a.png", "b.txt"))
    answer = browsers["account"].get(f"/files/{shown.pk}/preview/")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert browsers["account"].get(f"/files/{other.pk}/preview/").status_code == 404


def test_files_of_others_do_not_exist(ground: Ground, browsers: Browsers) -> None:
    foreign = ground.customers["foreign"].pk
    upload(browsers["admin"], foreign, ("secret.pdf", PDF))
    file = File.objects.get(customer=foreign, name="secret.pdf")
    for path in (f"/files/{file.pk}/", f"/files/{file.pk}/preview/"):
        assert browsers["account"].get(path).status_code == 404
    assert browsers["account"].post(f"/files/{file.pk}/delete/").status_code == 404
    assert upload(browsers["account"], foreign, ("mine.pdf", PDF)).status_code == 404
    assert browsers["reader"].get(f"/files/{file.pk}/").status_code == 200
    assert browsers["reader"].post(f"/files/{file.pk}/delete/").status_code == 403
    assert upload(browsers["reader"], foreign, ("mine.pdf", PDF)).status_code == 403


def days_pass(days: int) -> None:
    events_of(File)._default_manager.update(pgh_created_at=F("pgh_created_at") - timedelta(days=days))


def test_a_content_leaves_the_disk_when_its_last_file_cannot_be_brought_back_any_more(
    ground: Ground, browsers: Browsers, folder: Path
) -> None:
    mine, unit, admin = ground.customers["mine"].pk, ground.customers["unit"].pk, browsers["admin"]
    for pk in (mine, unit):
        upload(admin, pk, ("tender.pdf", PDF))
    first, second = File.objects.filter(name="tender.pdf")
    path = path_of(first.content)
    admin.post(f"/files/{first.pk}/delete/")
    days_pass(31)
    sweep()
    assert path.exists()
    admin.post(f"/files/{second.pk}/delete/")
    sweep()
    assert path.exists()
    days_pass(31)
    assert sweep() == 1
    assert not path.exists()
    upload(admin, mine, ("tender.pdf", PDF))
    assert path_of(File.objects.get(customer=mine, name="tender.pdf").content).read_bytes() == PDF


def test_the_nightly_job_is_known_to_the_worker() -> None:
    assert "activities.sweep_files" in app.tasks
    assert app.tasks["activities.sweep_files"].func(0) == 0
