"""R-UP-06: what a file is called decides nothing. R-UP-10: a stored image on its way out is harmless."""

import hashlib
import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.template import Context, Template

from core import downloads, filenames, images

NAMES = [
    "../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "C:\\Windows\\win.ini", "/tmp/../tmp/x.png",
    "..", ".", "", "/", "\\", "../", "subdir/..", "x.png/../../y.png", "%2e%2e%2fx.png", "..%c0%afx.png", "....//x.png",
    "shell.php.png", "x.png;.php", "x.svg", "x.html", "CON", "nul.png", ".htaccess", "-rf.png", "a" * 300 + ".png",
    "x\x00.png", "\x00", "ä" * 300, "evil\u202egnp.exe", "\u2066x\u2069.png", "\u200bx.png", "x\u2028y.png",
    "x\r\nSet-Cookie: a=b.png", "x\nX: y", 'x".png', 'x"; filename="y.html', "x;y=z.png", "x'y.png", "\\",
    "<script>alert(1)</script>.png", "<img src=x onerror=alert(1)>", "x\x1b[31m.png", "\ud800.png", "数学.png",
    "Übung 3 (final).png", "  spaces  .png  ", "x\ty.png", "file://x.png",
]  # fmt: skip


def tree(folder: Path) -> str:
    """A hash over every path in `folder`."""
    found = sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


def test_r_up_06_storage_names_are_random_and_say_the_width_only() -> None:
    names = {images.storage_name(960) for _ in range(200)}
    assert len(names) == 200
    assert all(re.fullmatch(r"images/[0-9a-f]{2}/[0-9a-f]{32}-960\.webp", name) for name in names)
    assert all(name.split("/")[1] == name.split("/")[2][:2] for name in names)


@pytest.mark.parametrize("name", NAMES)
def test_r_up_06_nothing_lands_outside_of_the_media_folder(name: str, tmp_path: Path) -> None:
    media = tmp_path / "media"
    media.mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    before = tree(outside)
    stored = FileSystemStorage(location=media).save(images.storage_name(480), ContentFile(b"x"))
    assert (media / stored).resolve().is_relative_to(media.resolve())
    assert (tree(outside), sorted(path.name for path in tmp_path.iterdir())) == (before, ["media", "outside"])
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("name", NAMES)
def test_r_up_06_a_name_is_shown_without_folders_controls_and_directions(name: str) -> None:
    shown = filenames.display_name(name)
    assert 0 < len(shown) <= filenames.MAX_NAME
    assert not re.search(r"[\x00-\x1f\x7f/\\\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert shown not in {".", ".."}
    page = Template("<p>{{ name }}</p>").render(Context({"name": shown}))
    assert page.count("<") == 2
    shown.encode()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("attachment", [True, False])
def test_r_up_06_no_name_splits_or_escapes_the_header(name: str, attachment: bool) -> None:
    header = downloads.content_disposition(name, attachment=attachment)
    assert not re.search(r"[\x00-\x1f\x7f]", header)
    assert re.fullmatch(
        r"""(?:attachment|inline); filename(?:="(?:[^"\\]|\\["\\])*"|\*=utf-8''[A-Za-z0-9%._~!*'()-]+)""", header
    )
    header.encode("ascii")
    assert header.startswith("attachment" if attachment else "inline")


def test_ordinary_names_stay_as_they_are() -> None:
    assert filenames.display_name("Übung 3 (final).png") == "Übung 3 (final).png"
    assert downloads.content_disposition("loss.webp") == 'inline; filename="loss.webp"'
    assert downloads.content_disposition("数.png") == "inline; filename*=utf-8''%E6%95%B0.png"


def test_r_up_10_an_answer_with_an_image_can_do_nothing_but_show_it() -> None:
    answer = downloads.picture(b"<script>", name='x"\r\n.html', sha256="ab", cache_control="public, max-age=300")
    assert dict(answer.items()) == {
        "Content-Type": "image/webp",
        "Content-Disposition": 'inline; filename="x\\".html"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "public, max-age=300",
        "ETag": '"ab"',
    }
    assert not answer.cookies
