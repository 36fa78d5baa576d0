"""Files that are refused, each with a part of the sentence that its owner reads; and good ones of each kind (`GOOD`).

All are made here by code, most of them as what they claim not to be. `content` is made anew each time it is asked for:
some are large. Source of the list: security.md, R-UP-01, R-UP-03, R-XSS-06, R-XSS-07, and the disguises of real files
that were met in repositories.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import pickle
import sqlite3
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.core import pictures
from tests.factories import logs

KB, MB = 1024, 1024 * 1024


@dataclass(frozen=True)
class BadFile:
    """One file that is refused."""

    id: str
    name: str
    make: Callable[[], bytes]
    sentence: str
    """Part of the refusal; several, between `|`, where versions of a decoder say it differently."""

    @property
    def content(self) -> bytes:
        return self.make()


@dataclass(frozen=True)
class GoodFile:
    """One file that is taken."""

    id: str
    name: str
    make: Callable[[], bytes]
    kind: str

    @property
    def content(self) -> bytes:
        return self.make()


def zipped(*names: str, content: bytes = b"1") -> bytes:
    """A zip of files with these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("metrics.csv"), io.BytesIO())
    return out.getvalue()


def database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE runs (loss REAL)")
    return connection.serialize()


def safetensors() -> bytes:
    head = json.dumps({"weight": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}).encode()
    return struct.pack("<Q", len(head)) + head + bytes(8)


def elf() -> bytes:
    return b"\x7fELF\x02\x01\x01" + bytes(200)


def windows_program() -> bytes:
    return b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + bytes(200)


def bitmap() -> bytes:
    return pictures.saved(pictures.corners(), "BMP")


def notebook(*cells: dict[str, Any], nbformat: int = 4, **more: Any) -> bytes:
    """A notebook of these cells."""
    return json.dumps(
        {"cells": list(cells), "metadata": {}, "nbformat": nbformat, "nbformat_minor": 5, **more}
    ).encode()


def code(source: str = "print(1)", *outputs: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {}, "execution_count": 1, "outputs": list(outputs)}


def crowded_notebook(outputs: int) -> bytes:
    """So many outputs, as small as they can be."""
    head, tail = notebook(code()).split(b'"outputs": []')
    return head + b'"outputs": [' + b",".join([b"{}"] * outputs) + b"]" + tail


def pdf(before_end: bytes = b"", after_end: bytes = b"") -> bytes:
    """A page without anything on it."""
    body = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    return body + before_end + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n" + after_end


def card(head: str = "license: mit\nlibrary_name: keras") -> bytes:
    return f"---\n{head}\n---\n\n# A small model\n\nIt sorts leaves.\n".encode()


SCRIPT_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
LFS_POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n"
CSV = b"area,rooms,price\n" + b"54,2,120000\n" * 40
SCRIPT_ENDINGS = (
    "js",
    "bat",
    "php",
    "phtml",
    "htaccess",
    "vbs",
    "ps1",
    "jsp",
    "hta",
    "asp",
    "swf",
    "svgz",
    "reg",
    "url",
)

_WEB: list[BadFile] = [
    BadFile("page-as-notebook", "lesson.ipynb", lambda: PAGE, "This is a web page, although it is named lesson.ipynb"),
    BadFile("page-as-csv", "history.csv", lambda: b"\n\n  " + PAGE, "This is a web page"),
    BadFile("page-as-image", "plot.jpg", lambda: PAGE, "This is a web page"),
    BadFile("page-behind-a-comment", "notes.md", lambda: b"\xef\xbb\xbf<!-- a note --> " + PAGE, "This is a web page"),
    BadFile("page", "index.html", lambda: PAGE, "This is a web page. Pages can carry scripts"),
    BadFile("script-element", "data.txt", lambda: b"<script>alert(1)</script>", "This is a web page"),
    BadFile("svg-with-script", "plot.svg", lambda: SCRIPT_SVG, "SVG images are not taken, because they can carry"),
    BadFile("svg-as-png", "plot.png", lambda: b'<?xml version="1.0"?>\n' + SCRIPT_SVG, "SVG images are not taken"),
    BadFile("svg-as-notes", "plot.md", lambda: b"<!-- x -->" + SCRIPT_SVG, "SVG images are not taken"),
    BadFile("xml", "case.xml", lambda: b'<?xml version="1.0"?><a/>', "This is an XML file"),
    BadFile("entity-bomb", "a.json", lambda: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaa">]>', "an XML file"),
    *(
        BadFile(f"script-{end}", f"history.csv.{end}", lambda: b"alert(1)\n", f"Files that end in .{end} are not taken")
        for end in SCRIPT_ENDINGS
    ),
    BadFile(
        "shell-as-python", "train.py", lambda: b"#!/bin/sh\nrm -rf /\n", "a script for another program than Python"
    ),
    BadFile("shell-as-text", "notes.txt", lambda: b"#!/usr/bin/env bash\n", "a script for another program"),
]

_ARCHIVES: list[BadFile] = [
    BadFile("zip", "work.zip", lambda: zipped("a.csv"), "This is a zip archive. Threefold opens no archives"),
    BadFile(
        "zip-bomb",
        "big.ipynb",
        lambda: zipped("a.csv", content=bytes(30 * MB)),
        "This is a zip archive, although it is named big",
    ),
    BadFile("gzip", "lesson.ipynb.gz", lambda: gzip.compress(notebook(code())), "This is a gzip file. Threefold opens"),
    BadFile("gzip-bomb", "history.csv", lambda: gzip.compress(bytes(30 * MB)), "This is a gzip file, although"),
    BadFile("bzip2", "history.csv", lambda: bz2.compress(CSV), "This is a bzip2 file"),
    BadFile("xz", "history.csv", lambda: lzma.compress(CSV), "This is an xz file"),
    BadFile("zstd", "history.csv", lambda: b"\x28\xb5\x2f\xfd" + bytes(40), "This is a Zstandard file"),
    BadFile("7z", "data.7z", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(40), "This is a 7z archive"),
    BadFile("rar", "data.csv", lambda: b"Rar!\x1a\x07\x01\0" + bytes(40), "This is a RAR archive"),
    BadFile("tar", "data.csv", tarred, "This is a tar archive"),
    BadFile("word", "report.docx", lambda: zipped("[Content_Types].xml", "word/a.xml"), "Office document"),
    BadFile("excel-as-csv", "history.csv", lambda: zipped("[Content_Types].xml"), "an Office document, alth"),
    BadFile("opendocument", "a.ods", lambda: zipped("mimetype"), "an OpenDocument or EPUB file. Save it as PDF"),
    BadFile("old-word", "report.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "an Office document"),
    BadFile("jar", "app.jar", lambda: zipped("META-INF/MANIFEST.MF"), "This is a Java program"),
]

_WEIGHTS: list[BadFile] = [
    BadFile("torch-as-csv", "history.csv", lambda: zipped("archive/data.pkl"), "This is a PyTorch pickle, although"),
    BadFile(
        "old-torch", "train_loss", lambda: b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19." + bytes(9), "a PyTorch pickle"
    ),
    BadFile("pickle", "metrics.json", lambda: pickle.dumps({"loss": [0.3, 0.2]}), "This is a Python pickle, although"),
    BadFile("pickle-of-text", "history.csv", lambda: pickle.dumps({"loss": [0.3]}, 0), "This is a Python pickle"),
    BadFile("pickle-that-runs", "a.txt", lambda: b"cos\nsystem\n(S'echo hi'\ntR.", "Threefold never opens pickles"),
    BadFile("joblib", "model.csv", lambda: zlib.compress(pickle.dumps([1] * 99)), "This is a compressed file"),
    BadFile("numpy", "a.csv", lambda: b"\x93NUMPY\x01\0v\0{'descr': '|O'}\n" + bytes(9), "This is a NumPy array"),
    BadFile("numpy-archive", "a.npz", lambda: zipped("a.npy"), "This is a NumPy archive. Export the part"),
    BadFile("keras", "a.keras", lambda: zipped("metadata.json"), "This is a Keras model. Weights are not kept"),
    BadFile("hdf5", "model.h5", lambda: b"\x89HDF\r\n\x1a\n" + bytes(99), "This is an HDF5 file. Weights are not kept"),
    BadFile("safetensors", "model.safetensors", safetensors, "This is a safetensors file of weights. Weights"),
    BadFile("safetensors-as-notebook", "model.ipynb", safetensors, "file of weights, although it is named model.ipynb"),
    BadFile("onnx", "model.onnx", lambda: b"\x08\x08\x12\x07pytorch\x1a\x052.1.0" + bytes(9), "This is an ONNX model"),
    BadFile("saved-model", "saved_model.pb", lambda: b"\x08\x01\x12\xff\x01" + bytes(99), "This is a TensorFlow model"),
    BadFile("tflite", "model.txt", lambda: b"\x1c\0\0\0TFL3" + bytes(99), "This is a TensorFlow Lite model"),
    BadFile("gguf", "model.gguf", lambda: b"GGUF\x03\0\0\0" + bytes(99), "This is a GGUF model"),
    BadFile("parquet", "data.csv", lambda: b"PAR1\x15\x04" + bytes(99) + b"PAR1", "This is a Parquet table"),
    BadFile("arrow", "data.arrow", lambda: b"ARROW1\0\0" + bytes(99), "This is an Arrow table"),
    BadFile("sqlite", "mlflow.db", database, "This is an SQLite database"),
    BadFile("matlab", "data.mat", lambda: b"MATLAB 5.0 MAT-file" + bytes(200), "This is a MATLAB file"),
]

_PROGRAMS: list[BadFile] = [
    BadFile("elf", "train.py", elf, "This is a Linux program, although it is named train.py. Programs are not taken"),
    BadFile("exe", "plot.png", windows_program, "This is a Windows program"),
    BadFile("exe-behind-csv", "history.csv.exe", windows_program, "This is a Windows program. Programs are not"),
    BadFile("macos", "a.txt", lambda: b"\xcf\xfa\xed\xfe" + bytes(99), "This is a macOS program"),
    BadFile("class", "a.txt", lambda: b"\xca\xfe\xba\xbe\0\0\0\x41" + bytes(99), "This is a Java class"),
    BadFile("byte-code", "train.pyc", lambda: b"\xa7\r\r\n" + bytes(99), "This is compiled Python"),
    BadFile("wasm", "a.json", lambda: b"\0asm\x01\0\0\0", "This is a WebAssembly program"),
    BadFile("shortcut", "notes.txt", lambda: b"\x4c\0\0\0\x01\x14\x02\0" + bytes(99), "This is a Windows shortcut"),
    BadFile("private-key", "id.txt", lambda: b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n", "This is a private key"),
    BadFile("key-in-json", "a.json", lambda: b'{"key": "-----BEGIN PRIVATE KEY-----\\n"}', "Keep it secret"),
]

_IMAGES: list[BadFile] = [
    BadFile("pixel-bomb", "plot.png", lambda: pictures.png(13_300, 13_300), "more than 40 megapixels"),
    BadFile(
        "frame-bomb", "plot.gif", lambda: pictures.gif(1000, 1000, 45), "more than 40 megapixels in all its frames"
    ),
    BadFile("long-side", "plot.png", lambda: pictures.png(16_400, 10), "One side of this image is longer"),
    BadFile("half-png", "plot.png", lambda: pictures.saved(pictures.corners(), "PNG")[:300], "damaged"),
    BadFile(
        "gif-and-script", "a.gif", lambda: b"GIF89a/*" + bytes(9) + b"*/=1;alert(1)", "40 megapixels|damaged|not a PNG"
    ),
    BadFile("png-and-php", "shell.php.png", lambda: b"\x89PNG\r\n\x1a\n<?php system('id');", "damaged|not a PNG"),
    BadFile("jpeg-and-page", "plot.jpg", lambda: b"\xff\xd8\xff\xe0" + PAGE, "damaged|not a PNG"),
    BadFile(
        "large-image", "plot.png", lambda: pictures.png(9, 9) + bytes(11 * MB), "This image has 11.0 MB; at most 10 MB"
    ),
    BadFile("tiff", "plot.png", lambda: pictures.saved(pictures.corners(), "TIFF"), "This is a TIFF image, although"),
    BadFile("bmp", "plot.bmp", bitmap, "This is a Windows bitmap. Export it as PNG"),
    BadFile("icon", "plot.png", lambda: b"\0\0\x01\0\x01\0" + bytes(99), "This is an icon"),
    BadFile("heic", "photo.jpg", lambda: b"\0\0\0\x18ftypheic" + bytes(99), "This is a HEIC photograph"),
    BadFile("avif", "photo.avif", lambda: pictures.saved(pictures.corners(), "AVIF"), "This is an AVIF image"),
    BadFile("film", "run.mp4", lambda: b"\0\0\0\x18ftypmp42" + bytes(99), "This is a film or a sound"),
]

_DOCUMENTS: list[BadFile] = [
    BadFile("half-pdf", "slides.pdf", lambda: pdf()[:90], "This PDF is cut off"),
    BadFile(
        "pdf-and-zip", "slides.pdf", lambda: pdf(after_end=zipped("a.csv")), "Something else stands behind the end"
    ),
    BadFile("pdf-and-page", "slides.pdf", lambda: pdf(after_end=PAGE), "Something else stands behind the end"),
    BadFile("pdf-with-password", "slides.pdf", lambda: pdf(b"trailer<</Encrypt 9 0 R>>\n"), "This PDF is encrypted"),
    BadFile("page-and-pdf", "slides.pdf", lambda: PAGE + pdf(), "This is a web page, although it is named slides.pdf"),
    BadFile("large-pdf", "slides.pdf", lambda: pdf(b"%" * 11 * MB), "This PDF has 11.0 MB; at most 10 MB"),
    BadFile("postscript", "plot.eps", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "This is a PostScript file"),
    BadFile("rtf", "notes.txt", lambda: rb"{\rtf1 hello}", "This is a rich-text document"),
]

_TEXTS: list[BadFile] = [
    BadFile("hidden", "project/.env", lambda: b"TOKEN=abc\n", "Names that begin with a dot are of settings"),
    BadFile("git-lfs", "plot.png", lambda: LFS_POINTER, "a pointer of Git LFS, although it is named plot.png. Upload"),
    BadFile("text-as-png", "plot.png", lambda: b"a plot\n", "This is no image, although it is named plot.png"),
    BadFile("text-as-pdf", "slides.pdf", lambda: b"slides\n", "This is no PDF, although it is named slides.pdf"),
    BadFile("empty", "notes.txt", bytes, "This file is empty"),
    BadFile("utf-16", "notes.md", lambda: "# Notes\n".encode("utf-16"), "This is text in UTF-16. Save it as UTF-8"),
    BadFile("utf-16-unmarked", "notes.md", lambda: ("# Notes\n" * 9).encode("utf-16-le"), "This is text in UTF-16"),
    BadFile("latin-1", "notes.txt", lambda: "one\nGröße\n".encode("latin-1"), "Line 2 of this text is not in UTF-8"),
    BadFile("nul-in-text", "notes.md", lambda: b"# Notes\n\0\n", "notes.md holds bytes that are no text"),
    BadFile("noise", "history.csv", lambda: bytes(range(1, 200)) * 40, "holds bytes that are no text|not in UTF-8"),
    BadFile("large-csv", "data.csv", lambda: CSV * 12_000, "This file has 5.7 MB; at most 5 MB"),
    BadFile(
        "large-log", "events.out.tfevents.1", lambda: logs.events() + bytes(9 * MB), "This training log has 9.0 MB"
    ),
    BadFile("large-card", "README.md", lambda: card() + b"word " * 300_000, "This model card has 1.4 MB; at most 1 MB"),
    BadFile("broken-json", "metrics.json", lambda: b'{"loss": [0.3,\n 0.2,,]}', "This JSON file is broken at line 2"),
    BadFile("deep-json", "metrics.json", lambda: b"[" * 200_000, "This JSON is nested too deeply"),
    BadFile(
        "no-python", "train.py", lambda: b"Dear reader,\nthis is no program.\n", "Line 1 of train.py cannot be read"
    ),
    BadFile("deep-python", "train.py", lambda: b"(" * 90 + b"-" * 90_000 + b"1" + b")" * 90, "nested too deeply"),
    BadFile("fields-without-end", "a.py", lambda: b"f'" + b"{x}" * 300_000 + b"'", "too many formatted strings"),
    BadFile("large-python", "train.py", lambda: b"x = 1  # " + b"-" * 1100 * KB, "1.1 MB; at most 1"),
]

_NAMES: list[BadFile] = [
    BadFile("name-right-to-left", "history\u202evsc.exe", lambda: CSV, "Files that end in .exe are not taken"),
    BadFile("name-with-nul", "history.exe\0.csv\0.scr", lambda: CSV, "Files that end in .scr are not taken"),
    BadFile("name-with-path", "..\\..\\start up\\run.bat", lambda: CSV, "Files that end in .bat are not taken"),
    BadFile("name-with-dots", "history.csv.exe. . .", lambda: CSV, "Files that end in .exe are not taken"),
    BadFile("name-with-stream", "run.exe::$DATA", lambda: CSV, "are not taken"),
    BadFile("name-in-wide-letters", "run.ｅｘｅ", lambda: CSV, "are not taken"),
    BadFile("name-without-end", f"{'a' * 300}.exe", lambda: CSV, "Files that end in .exe are not taken"),
]

_NOTEBOOKS: list[BadFile] = [
    BadFile("broken-notebook", "a.ipynb", lambda: notebook(code())[:-9], "This notebook is broken at line 1"),
    BadFile("notebook-2", "a.ipynb", lambda: notebook(nbformat=2, worksheets=[]), "in format 2"),
    BadFile("notebook-9", "a.ipynb", lambda: notebook(code(), nbformat=9), "in format 9, which is not known"),
    BadFile("notebook-without-cells", "a.ipynb", lambda: b'{"nbformat": 4, "metadata": {}}', "has no list of cells"),
    BadFile("notebook-of-text-cells", "a.ipynb", lambda: b'{"nbformat": 4, "cells": "x"}', "has no list of cells"),
    BadFile("empty-notebook", "a.ipynb", notebook, "This notebook has no cells"),
    BadFile("settings-as-notebook", "a.ipynb", lambda: b'{"lr": 0.1}', "This is JSON, but no notebook"),
    BadFile("text-as-notebook", "a.ipynb", lambda: b"loss: 0.3\n", "This is no notebook, although its name ends in"),
    BadFile("deep-notebook", "a.ipynb", lambda: b'{"cells": ' + b"[" * 90_000, "nested too deeply"),
    BadFile("many-cells", "a.ipynb", lambda: notebook(*[code()] * 1_200), "1,200 cells"),
    BadFile("many-outputs", "a.ipynb", lambda: crowded_notebook(200_000), "200,000 outputs"),
    BadFile(
        "ten-million-outputs", "a.ipynb", lambda: crowded_notebook(10_000_000), "MB; at most 20 MB are taken. Clear"
    ),
    BadFile("hundred-megabytes", "a.ipynb", lambda: notebook(code()) + b" " * 100 * MB, "This notebook has 100.0 MB"),
]

BAD: tuple[BadFile, ...] = (
    *_WEB, *_ARCHIVES, *_WEIGHTS, *_PROGRAMS, *_IMAGES, *_DOCUMENTS, *_TEXTS, *_NAMES, *_NOTEBOOKS,
)  # fmt: skip

MAGICS = b"%matplotlib inline\n!pip install keras\nimport keras\n%time model = keras.Sequential()\n"
HTML_README = b'<p align="center"><img src="plot.png"></p>\n\n# My work\n\nHow I did it.\n'
TEMPLATE_CARD = (
    b"# Leaves\n\n## Model description\n\nx\n\n## Intended uses & limitations\n\nx\n\n## Training procedure\n"
)

GOOD: tuple[GoodFile, ...] = (
    GoodFile("notebook", "lesson.ipynb", lambda: notebook(code()), "notebook"),
    GoodFile("notebook-3", "old.ipynb", lambda: notebook(nbformat=3, worksheets=[{"cells": []}]), "notebook"),
    GoodFile("notebook-as-json", "lesson.json", lambda: notebook(code()), "notebook"),
    GoodFile("notebook-with-mark", "lesson.ipynb", lambda: b"\xef\xbb\xbf\n" + notebook(code()), "notebook"),
    GoodFile("python", "train.py", lambda: b"import keras\n\nprint(keras.__version__)\n", "code"),
    GoodFile("python-with-magics", "train.py", lambda: MAGICS, "code"),
    GoodFile("python-2", "train.py", lambda: b"import os\nx = 3\nprint 'loss', x\n" * 9, "code"),
    GoodFile("python-in-latin-1", "a.py", lambda: "# coding: latin-1\nx = 'ä'\n".encode("latin-1"), "code"),
    GoodFile("python-that-is-json", "a.py", lambda: b'{"a": 1}\n', "code"),
    GoodFile("python-script", "train.py", lambda: b"#!/usr/bin/env python3\nx = 1\n", "code"),
    *(
        GoodFile(kind, f"plot.{kind}", lambda kind=kind: pictures.saved(pictures.corners(), kind.upper()), "image")
        for kind in ("png", "jpeg", "gif", "webp")
    ),
    GoodFile("png-as-csv", "plot.csv", lambda: pictures.saved(pictures.corners(), "PNG"), "image"),
    GoodFile("png-and-zip", "plot.png", lambda: pictures.saved(pictures.corners(), "PNG") + zipped("a.class"), "image"),
    *(GoodFile(f"log-{kind}-{name}", name, lambda raw=raw: raw, "log") for kind, name, raw in logs.all_kinds()),
    GoodFile("log-in-utf-16", "h.csv", lambda: logs.keras_csv().decode().encode("utf-16"), "log"),
    GoodFile("card", "README.md", card, "card"),
    GoodFile("card-of-windows", "README.md", lambda: b"\xef\xbb\xbf" + card().replace(b"\n", b"\r\n"), "card"),
    GoodFile("card-without-head", "card.md", lambda: b"# Model card for leaves\n\nIt sorts them.\n", "card"),
    GoodFile("card-by-its-sections", "card.md", lambda: TEMPLATE_CARD, "card"),
    GoodFile("pdf", "slides.pdf", pdf, "document"),
    GoodFile(
        "pdf-with-script", "slides.pdf", lambda: pdf(b"3 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n"), "document"
    ),
    GoodFile("table", "houses.csv", lambda: CSV, "file"),
    GoodFile("table-with-tabs", "houses.tsv", lambda: CSV.replace(b",", b"\t"), "file"),
    GoodFile("json", "settings.json", lambda: b'{"lr": 0.1, "loss": NaN}', "file"),
    GoodFile("json-lines", "rows.jsonl", lambda: b'{"text": "a"}\n{"text": "b"}\n', "file"),
    GoodFile("text", "requirements.txt", lambda: b"keras==3.5\nnumpy\n", "file"),
    GoodFile("text-without-ending", "LICENSE", lambda: b"MIT License\n", "file"),
    GoodFile("text-like-a-pickle", "note.txt", lambda: b"Note\nthat this is a text.", "file"),
    GoodFile("text-like-a-program", "mz.txt", lambda: b"MZ is what Windows programs begin with.\n", "file"),
    GoodFile("notes", "notes.md", lambda: b"# Notes\n\n- a model card is one of them\n", "file"),
    GoodFile("notes-with-html", "README.md", lambda: HTML_README, "file"),
    GoodFile("notes-with-badge", "README.md", lambda: b"[![tests](a.svg)](b)\n\n# My work\n", "file"),
    GoodFile("yaml", "params.yaml", lambda: b"lr: 0.1\n", "file"),
    GoodFile("toml", "pyproject.toml", lambda: b"[project]\nname = 'a'\n", "file"),
)
