"""What an uploaded file is, decided by its content. Its name helps only between kinds that are both possible. Pure.

A file is a notebook, code, an image, a log, a card, a document or a file for download, or it is refused with one
sentence that says what it is and what to do. See docs/decisions/0063-files.md; R-UP-01.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from core.filenames import display_name, suffix
from portfolio.inspection import formats, model_cards, pdfs, scripts, source
from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs import read as logs
from portfolio.inspection.logs.runs import Log

NOTEBOOK, CODE, IMAGE, LOG, CARD, DOCUMENT, FILE = "notebook", "code", "image", "log", "card", "document", "file"
KINDS = (NOTEBOOK, CODE, IMAGE, LOG, CARD, DOCUMENT, FILE)

MB = 1024 * 1024
LIMITS: Mapping[str, int] = {
    NOTEBOOK: 20 * MB, CODE: 1 * MB, IMAGE: 10 * MB, LOG: 8 * MB, CARD: 1 * MB, DOCUMENT: 10 * MB, FILE: 5 * MB,
}  # fmt: skip
"""Kind → the most bytes that one file of it may have."""
LARGEST = max(LIMITS.values())
"""Nothing larger is ever read: what the HTTP door may let through for one file."""

ENDINGS: Mapping[str, tuple[str, ...]] = {
    NOTEBOOK: (".ipynb",),
    CODE: (".py",),
    IMAGE: (".png", ".jpg", ".jpeg", ".gif", ".webp"),
    LOG: (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".txt", ".log", ""),
    CARD: (".md", ".markdown"),
    DOCUMENT: (".pdf",),
    FILE: (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".txt", ".log", ".md", ".markdown", ".yaml", ".yml", ".toml"),
}
"""Kind → the endings that its files have here. Of a file for download they are all that is taken."""
TAKEN = (
    "Taken are notebooks, Python files, PNG, JPEG, GIF and WebP images, training logs, model cards, PDF, "
    "and small files of data or text (CSV, TSV, JSON, TXT, MD, YAML, TOML)."
)
WHAT: Mapping[str, tuple[str, str]] = {
    NOTEBOOK: ("notebook", "Clear large outputs or split it, and try again."),
    CODE: ("Python file", "Split it, or link to it at a commit."),
    IMAGE: ("image", "Make it smaller and try again."),
    LOG: ("training log", "Export fewer columns or one row an epoch, and try again."),
    CARD: ("model card", "Leave out what belongs into other files, and try again."),
    DOCUMENT: ("PDF", "Export it with smaller pictures, or link to it."),
    FILE: ("file", "Upload a part that shows what matters, or link to where all of it is published."),
}
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
_CONTROLS = re.compile(rb"[\x01-\x07\x0b\x0e-\x1a\x1c-\x1f\x7f]")
"""What text does not hold; tabs, line ends, backspaces and escapes of terminals are left out."""
MOST_SKIPPED = 10
"""A file is no Python when more than one line of so many had to be given up."""
SHOWS_ENOUGH = 256 * 1024
_HIDDEN = re.compile(r"(?:^|[/\\])\.[^./\\][^/\\]*$")
_EVENTS = b"brain.Event:"


def decide(raw: bytes, name: str) -> str:
    """The kind of the file `raw` that came under `name`. Raises Unreadable with a sentence for the person.

    An image is only recognised here: `core.images.open_checked` decodes it, writes it anew or refuses it. A notebook
    is known to be one; whether it can be read says the reader of notebooks.
    """
    shown = display_name(name, "file")
    if not raw:
        raise Unreadable("This file is empty. Choose another and try again.")
    if len(raw) > LARGEST:
        raise too_large(len(raw), name)
    kind = _by_bytes(raw, shown) or _by_text(raw, shown)
    if kind == FILE and _HIDDEN.search(name):
        raise Unreadable("Names that begin with a dot are of settings, which may hold passwords. Leave this file out.")
    if len(raw) > LIMITS[kind]:
        raise too_large(len(raw), name, kind)
    return kind


def is_image(raw: bytes) -> bool:
    """Whether this begins as an image does; looks at twelve bytes, so that `decide` is quick for what it is true of."""
    return raw.startswith(_IMAGES) or (raw[:4] == b"RIFF" and raw[8:12] == b"WEBP")


def too_large(size: int, name: str, kind: str = "") -> Unreadable:
    """The refusal of a file of `size` bytes. Without `kind`, because it was not read, the name says what it seems."""
    end = suffix(display_name(name, "file"))
    kind = kind or next((each for each in KINDS if end in ENDINGS[each]), FILE)
    what, advice = WHAT[kind]
    return Unreadable(f"This {what} has {size / MB:.1f} MB; at most {LIMITS[kind] // MB} MB are taken. {advice}")


def download_name(kind: str, name: str) -> str:
    """The name under which a file of this kind is downloaded: cleaned, with an ending that fits what it really is."""
    shown = display_name(name, kind)
    end = suffix(shown)
    if end and end in ENDINGS[kind]:
        return shown
    end = {LOG: ".log", FILE: ".txt"}.get(kind, ENDINGS[kind][0])
    return f"{PurePosixPath(shown).stem or kind}{end}"


def _by_bytes(raw: bytes, name: str) -> str:
    """The kind of what has a mark of its own; nothing of text. Raises Unreadable for what is never taken."""
    if is_image(raw):
        return IMAGE
    if pdfs.is_pdf(raw):
        pdfs.check(raw)
        return DOCUMENT
    if _EVENTS in raw[:64]:
        return LOG
    if found := formats.recognised(raw):
        honest = suffix(name) in found.endings
        but = "" if honest else f", although it is named {name}"
        raise Unreadable(f"This is {found.what}{but}. {found.advice}")
    return ""


def _by_text(raw: bytes, name: str) -> str:
    """The kind of what is text. Raises Unreadable for bytes that are none, for web pages and for unknown endings."""
    end = suffix(name)
    try:
        text = _text(raw, name, "replace" if end in (*ENDINGS[NOTEBOOK], *ENDINGS[CODE]) else "strict")
    except Unreadable:
        if _is_log(raw, name):  # its reader knows UTF-16, and marks what is no text
            return LOG
        raise
    start = text.lstrip()[: formats.HEAD].lower()
    if start.startswith("<") and not (end in ENDINGS[CARD] and not _is_page(start)):
        raise Unreadable(_page_sentence(start, name))
    if start.startswith(("{", "[")) and end not in (*ENDINGS[CARD], *ENDINGS[CODE]):
        if kind := _json(text, end):
            return kind if kind != FILE else _log_or_file(raw, name)
    elif end in ENDINGS[NOTEBOOK]:
        raise Unreadable("This is no notebook, although its name ends in .ipynb: a notebook is JSON. Save it anew.")
    if end in ENDINGS[CODE]:
        _check_python(raw, name)
        return CODE
    if end in ENDINGS[CARD]:
        return CARD if model_cards.is_card(text) else FILE
    return _log_or_file(raw, name)


def _text(raw: bytes, name: str, errors: str) -> str:
    """`raw` as text. Raises Unreadable when it is none, or none in UTF-8 unless `errors` allows that."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_wide(raw):
        raise Unreadable("This is text in UTF-16. Save it as UTF-8 and try again.")
    if b"\0" in raw or len(_CONTROLS.findall(raw[:65_536])) > len(raw[:65_536]) // 200:
        raise Unreadable(f"{name} holds bytes that are no text, of a kind that is not known here. {TAKEN}")
    try:
        return raw.decode("utf-8-sig", errors)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"Line {line} of this text is not in UTF-8. Save it as UTF-8 and try again.") from error


def _is_wide(raw: bytes) -> bool:
    """Whether every second byte of the head is NUL, as in UTF-16 of Latin letters without its mark."""
    head = raw[:512]
    half = len(head) // 2
    return half >= 8 and any(
        head[start::2].count(0) > 0.9 * half and head[1 - start :: 2].count(0) == 0 for start in (0, 1)
    )


_PAGE = re.compile(r"<(?:!doctype|html|head|body|script|svg|\?|iframe|frameset|object|embed|style|title|meta|link|xsl)")


def _is_page(start: str) -> bool:
    """Whether a text that begins with `<` is a web page, a script or a drawing, and not Markdown with some HTML."""
    start = re.sub(r"^(?:<!--.*?-->\s*)+", "", start, flags=re.DOTALL)
    return bool(_PAGE.match(start))


def _page_sentence(start: str, name: str) -> str:
    if "<svg" in start:
        return "SVG images are not taken, because they can carry scripts. Export it as PNG and try again."
    is_xml = start.startswith("<?xml") and "<html" not in start
    what = "an XML file" if is_xml else "a web page" if _is_page(start) else "HTML or XML"
    but = "" if suffix(name) in {".html", ".htm", ".xhtml", ".xml"} else f", although it is named {name}"
    return f"This is {what}{but}. Pages can carry scripts and are not taken. Print it to PDF, or link to it."


def _json(text: str, end: str) -> str:
    """NOTEBOOK or FILE if `text` is JSON, nothing if it is not. Raises Unreadable if by its ending it has to be."""
    try:
        return NOTEBOOK if _is_notebook(json.loads(text), end) else FILE
    except RecursionError as error:
        raise Unreadable("This JSON is nested too deeply to be read. Save it anew with less depth.") from error
    except ValueError as error:
        if _is_json_lines(text):
            return FILE
        if end in {".json", ".ipynb"}:
            place = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
            what = "notebook" if end == ".ipynb" else "JSON file"
            raise Unreadable(f"This {what} is broken{place}: its JSON cannot be read. Save it anew.") from error
        return ""


def _is_notebook(content: Any, end: str) -> bool:
    """Whether this JSON is a notebook. Raises Unreadable when only the name says so."""
    keys = content.keys() if isinstance(content, dict) else ()
    if "nbformat" in keys or "worksheets" in keys or ("cells" in keys and isinstance(content["cells"], list)):
        return True
    if end in ENDINGS[NOTEBOOK]:
        raise Unreadable(
            "This is JSON, but no notebook, although its name ends in .ipynb. Name it .json, or save the notebook anew."
        )
    return False


def _is_json_lines(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    try:
        return len(lines) > 1 and all(json.loads(line) is not None for line in lines)
    except (ValueError, RecursionError):
        return False


def _check_python(raw: bytes, name: str) -> None:
    """Raises Unreadable when this is no Python. Nothing is run; magics of notebooks and Python 2 are read over."""
    text = scripts.read(raw, name).cells[0].source
    if source.is_too_formatted(text):
        raise Unreadable("This Python file holds too many formatted strings to be read. Split it and try again.")
    if (wrong := _wrong_line(text)) is None:
        return
    mended = source.parse(text)
    if mended in (source.NOTHING, source.FOREIGN) or len(mended.skipped) * MOST_SKIPPED > text.count("\n"):
        where = f"Line {wrong} of {name} cannot" if wrong else f"{name} is nested too deeply, and cannot"
        raise Unreadable(f"{where} be read as Python. Check that it is the right file, or name it .txt.")


def _wrong_line(text: str) -> int | None:
    """None if `text` is Python 3 as it stands; else the line where it is not, or 0 when no line is to blame."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return error.lineno or 1
    except (ValueError, RecursionError, MemoryError):
        return 0
    return None


def _log_or_file(raw: bytes, name: str) -> str:
    """LOG if a training log can be read from it, else FILE if its ending is on the short list."""
    if _is_log(raw, name):
        return LOG
    end = suffix(name)
    if end in (*ENDINGS[IMAGE], *ENDINGS[DOCUMENT]):
        what = "no image" if end in ENDINGS[IMAGE] else "no PDF"
        raise Unreadable(f"This is {what}, although it is named {name}, but text. Export it anew and try again.")
    if end and end not in ENDINGS[FILE]:
        raise Unreadable(f"Files that end in {end} are not taken. {TAKEN}")
    return FILE


def _is_log(raw: bytes, name: str) -> bool:
    if suffix(name) not in ENDINGS[LOG] or len(raw) > LIMITS[LOG]:
        return False
    try:
        return _is_of_training(logs.read(_beginning(raw), name))
    except Unreadable:
        return False


def _beginning(raw: bytes) -> bytes:
    """So much of a table as shows what it is; all of what is no table."""
    if len(raw) <= SHOWS_ENOUGH or raw.lstrip()[:1] in {b"{", b"["} or raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw
    return raw[: raw.rfind(b"\n", 0, SHOWS_ENOUGH) + 1] or raw


def _is_of_training(log: Log) -> bool:
    """Whether this log comes from a training. Any table of numbers can be drawn; most are data, and stay a file.

    A table without a format of its own counts epochs or steps, or names a metric of training or validation.
    """
    series = [each for run in log.runs for each in run.series]
    if log.kind == "csv":
        counts = any(run.step_name not in {"row", "second"} for run in log.runs)
        return counts or any(each.better and each.split in {"train", "validation"} for each in series)
    return log.kind != "json" or any(each.better for each in series)
