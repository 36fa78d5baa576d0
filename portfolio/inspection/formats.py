"""Formats that are never taken, known by their bytes: what a file is called says nothing about it. Pure.

Only first bytes, fixed places and names are looked at; nothing is unpacked, unpickled or run. A real repository holds
PyTorch pickles under the names history.csv, train_loss and metrics.log, so every file is looked at.
"""

from __future__ import annotations

import json
import pickletools
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

HEAD = 4096
MOST_OPERATIONS = 20_000
SAFETENSORS_HEAD = 10 * 1024**2


@dataclass(frozen=True, slots=True)
class Format:
    """One format: `what` it is with its article, what to do instead, and the endings that its files honestly have."""

    what: str
    advice: str
    endings: tuple[str, ...] = ()


ARCHIVE = "Threefold opens no archives. Unpack it and upload the files in it."
COMPRESSED = "Threefold opens no compressed files. Unpack it and upload what is in it."
PICKLE = "Threefold never opens pickles, because opening one can run code. Export the figures as CSV."
WEIGHTS = "Weights are not kept here. Link to where they are published, and upload the model card."
PROGRAM = "Programs are not taken. Link to the repository, or upload the Python source as .py."
TABLE = "Export the part that a visitor should see as CSV, or link to where the data is published."
OFFICE = "Save it as PDF and upload that; a table can be exported as CSV."
PICTURE = "Export it as PNG and try again."
MEDIA = "Sound and film are not kept here. Link to where it can be played."
LINK = "Link to where it is published."

PYTORCH = Format("a PyTorch pickle", PICKLE, (".pt", ".pth", ".ckpt", ".bin"))
PICKLED = Format("a Python pickle", PICKLE, (".pkl", ".pickle", ".joblib", ".p"))
ZIP = Format("a zip archive", ARCHIVE, (".zip",))
PROGRAM_WINDOWS = Format("a Windows program", PROGRAM, (".exe", ".dll", ".scr", ".com"))
ONNX = Format("an ONNX model", WEIGHTS, (".onnx",))
SAVED_MODEL = Format("a TensorFlow model", WEIGHTS, (".pb",))
SAFETENSORS = Format("a safetensors file of weights", WEIGHTS, (".safetensors",))
FILM = Format("a film or a sound", MEDIA, (".mp4", ".m4a", ".mov", ".avi", ".wav", ".mkv", ".webm", ".mp3", ".ogg"))

STARTS: tuple[tuple[bytes, Format], ...] = (
    (b"\x1f\x8b", Format("a gzip file", COMPRESSED, (".gz", ".tgz"))),
    (b"BZh", Format("a bzip2 file", COMPRESSED, (".bz2",))),
    (b"\xfd7zXZ\0", Format("an xz file", COMPRESSED, (".xz",))),
    (b"\x28\xb5\x2f\xfd", Format("a Zstandard file", COMPRESSED, (".zst",))),
    (b"\x04\x22\x4d\x18", Format("an LZ4 file", COMPRESSED, (".lz4",))),
    (b"x\x9c", Format("a compressed file", COMPRESSED, (".z", ".joblib", ".zz"))),
    (b"x\xda", Format("a compressed file", COMPRESSED, (".z", ".joblib", ".zz"))),
    (b"7z\xbc\xaf\x27\x1c", Format("a 7z archive", ARCHIVE, (".7z",))),
    (b"Rar!\x1a\x07", Format("a RAR archive", ARCHIVE, (".rar",))),
    (b"MSCF\0", Format("a Windows cabinet", ARCHIVE, (".cab",))),
    (b"!<arch>\n", Format("a Unix archive", ARCHIVE, (".a", ".deb"))),
    (b"\x7fELF", Format("a Linux program", PROGRAM, (".so", ".o", ".elf"))),
    (b"\xfe\xed\xfa\xce", Format("a macOS program", PROGRAM, (".dylib",))),
    (b"\xfe\xed\xfa\xcf", Format("a macOS program", PROGRAM, (".dylib",))),
    (b"\xce\xfa\xed\xfe", Format("a macOS program", PROGRAM, (".dylib",))),
    (b"\xcf\xfa\xed\xfe", Format("a macOS program", PROGRAM, (".dylib",))),
    (b"\0asm", Format("a WebAssembly program", PROGRAM, (".wasm",))),
    (b"dex\n03", Format("an Android program", PROGRAM, (".dex",))),
    (b"\x4c\0\0\0\x01\x14\x02\0", Format("a Windows shortcut", PROGRAM, (".lnk",))),
    (b"\x93NUMPY", Format("a NumPy array", TABLE, (".npy",))),
    (b"\x89HDF\r\n\x1a\n", Format("an HDF5 file", f"{WEIGHTS} Figures can be exported as CSV.", (".h5", ".hdf5"))),
    (b"PAR1", Format("a Parquet table", TABLE, (".parquet",))),
    (b"ARROW1", Format("an Arrow table", TABLE, (".arrow", ".feather"))),
    (b"SQLite format 3\0", Format("an SQLite database", TABLE, (".db", ".sqlite", ".sqlite3"))),
    (b"MATLAB 5.0 MAT-file", Format("a MATLAB file", TABLE, (".mat",))),
    (b"RDX", Format("an R data file", TABLE, (".rdata", ".rda"))),
    (b"GGUF", Format("a GGUF model", WEIGHTS, (".gguf",))),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format("an Office document", OFFICE, (".doc", ".xls", ".ppt"))),
    (b"{\\rtf", Format("a rich-text document", OFFICE, (".rtf",))),
    (b"%!PS-Adobe", Format("a PostScript file", OFFICE, (".ps", ".eps"))),
    (b"II*\0", Format("a TIFF image", PICTURE, (".tif", ".tiff"))),
    (b"MM\0*", Format("a TIFF image", PICTURE, (".tif", ".tiff"))),
    (b"8BPS", Format("a Photoshop file", PICTURE, (".psd",))),
    (b"\0\0\x01\0", Format("an icon", PICTURE, (".ico",))),
    (b"\0\0\0\x0cJXL ", Format("a JPEG XL image", PICTURE, (".jxl",))),
    (b"\0\0\0\x0cjP  ", Format("a JPEG 2000 image", PICTURE, (".jp2",))),
    (b"OggS", FILM),
    (b"fLaC", FILM),
    (b"ID3", FILM),
    (b"\x1a\x45\xdf\xa3", FILM),
    (b"wOF", Format("a font", LINK, (".woff", ".woff2"))),
    (b"OTTO\0", Format("a font", LINK, (".otf",))),
    (b"\0\x01\0\0\0", Format("a font", LINK, (".ttf",))),
)
SURE_BY_THEMSELVES = 5
"""A mark of fewer bytes, all of them letters, may also begin a text; then a NUL has to follow somewhere in the head."""
PLACES: tuple[tuple[int, bytes, Format], ...] = (
    (257, b"ustar", Format("a tar archive", ARCHIVE, (".tar",))),
    (512, b"\x89HDF\r\n\x1a\n", Format("an HDF5 file", WEIGHTS, (".h5", ".hdf5", ".mat"))),
    (4, b"TFL3", Format("a TensorFlow Lite model", WEIGHTS, (".tflite",))),
    (4, b"ftypavif", Format("an AVIF image", PICTURE, (".avif",))),
    (4, b"ftyphei", Format("a HEIC photograph", PICTURE, (".heic", ".heif"))),
    (4, b"ftyp", FILM),
    (8, b"WAVEfmt ", FILM),
    (8, b"AVI LIST", FILM),
    (32_769, b"CD001", Format("a disk image", ARCHIVE, (".iso",))),
)
ZIPS: tuple[tuple[re.Pattern[bytes], Format], ...] = (
    (re.compile(rb"^[^\0]*?data\.pkl"), PYTORCH),
    (re.compile(rb"^[^\0]*?\.npy"), Format("a NumPy archive", TABLE, (".npz",))),
    (re.compile(rb"^(META-INF/|AndroidManifest)"), Format("a Java program", PROGRAM, (".jar", ".apk", ".war"))),
    (re.compile(rb"^(\[Content_Types\]|_rels/|docProps/|word/|xl/|ppt/)"),
     Format("an Office document", OFFICE, (".docx", ".xlsx", ".pptx", ".docm", ".xlsm"))),
    (re.compile(rb"^mimetype"), Format("an OpenDocument or EPUB file", OFFICE, (".odt", ".ods", ".odp", ".epub"))),
    (re.compile(rb"^(metadata|config)\.json"), Format("a Keras model", WEIGHTS, (".keras",))),
)  # fmt: skip


def recognised(raw: bytes) -> Format | None:
    """The format of `raw` if it is one that is never taken; None says only that it is none of these."""
    for mark, format_ in STARTS:
        if raw.startswith(mark) and (_is_sure(mark) or b"\0" in raw[:HEAD]):
            return format_
    for place, mark, format_ in PLACES:
        if raw[place : place + len(mark)] == mark:
            return format_
    return next((found for test in TESTS if (found := test(raw))), None)


def _is_sure(mark: bytes) -> bool:
    return len(mark) >= SURE_BY_THEMSELVES or any(byte < 0x20 or byte > 0x7E for byte in mark)


def _zip(raw: bytes) -> Format | None:
    """What kind of zip, by the name of its first entry: nothing is unpacked."""
    if not raw.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return None
    first = raw[30 : 30 + min(300, int.from_bytes(raw[26:28], "little"))]
    return next((format_ for pattern, format_ in ZIPS if pattern.search(first)), ZIP)


_FIRST_OPERATIONS = frozenset((b"(", b"]", b"}", b"c", b"S", b"V", b"I", b"F", b"L", b"N"))


def _pickle(raw: bytes) -> Format | None:
    """A pickle of any protocol. The later ones begin with 0x80; the first is text and is read through, never run."""
    if raw[:1] == b"\x80" and raw[1:2] in {b"\x02", b"\x03", b"\x04", b"\x05"}:
        legacy = raw.startswith(b"\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19", 2)
        return PYTORCH if legacy or b"torch" in raw[:HEAD] else PICKLED
    if raw[:1] not in _FIRST_OPERATIONS or not raw.endswith(b".") or b"\n" not in raw:
        return None
    count, end = 0, -1
    try:
        for operation, _, place in islice(pickletools.genops(raw), MOST_OPERATIONS):
            count, end = count + 1, (place or 0) if operation.name == "STOP" else -1
    except (ValueError, IndexError, OverflowError):
        return None
    return PICKLED if count == MOST_OPERATIONS or end == len(raw) - 1 else None


def _program(raw: bytes) -> Format | None:
    if raw.startswith(b"MZ"):
        head = raw[:HEAD]
        return PROGRAM_WINDOWS if b"PE\0\0" in head or b"\0\0\0" in head[:64] else None
    if raw.startswith(b"\xca\xfe\xba\xbe"):
        macos = int.from_bytes(raw[4:8], "big") < 40
        return Format("a macOS program", PROGRAM) if macos else Format("a Java class", PROGRAM, (".class",))
    if raw[2:4] == b"\r\n" and raw[1:2] in {b"\x0b", b"\x0c", b"\x0d", b"\x0e", b"\x0f"} and b"\0" in raw[4:16]:
        return Format("compiled Python", PROGRAM, (".pyc",))
    script = re.match(rb"(?:\xef\xbb\xbf)?#!\s*(\S+)(?:[ \t]+(\S+))?", raw[:200])
    if script and b"python" not in b"".join(script.groups(b"")):
        return Format("a script for another program than Python", PROGRAM, (".sh", ".bash", ".pl", ".rb"))
    return None


def _model(raw: bytes) -> Format | None:
    """Weights without a mark of their own: safetensors by its head, ONNX and TensorFlow by their first two fields."""
    size = int.from_bytes(raw[:8], "little")
    if raw[8:9] == b"{" and 2 <= size <= min(SAFETENSORS_HEAD, len(raw) - 8):
        try:
            return SAFETENSORS if isinstance(json.loads(raw[8 : 8 + size]), dict) else None
        except (ValueError, RecursionError):
            return None
    if re.match(rb"\x08[\x01-\x20]\x12[\x01-\x40][ -~]{2,}", raw[:80]):
        return ONNX
    return SAVED_MODEL if raw.startswith(b"\x08\x01\x12") else None


def _picture(raw: bytes) -> Format | None:
    is_bitmap = raw.startswith(b"BM") and int.from_bytes(raw[2:6], "little") == len(raw)
    return Format("a Windows bitmap", PICTURE, (".bmp",)) if is_bitmap else None


def _mistake(raw: bytes) -> Format | None:
    """What nobody means to upload: a private key, or a pointer instead of the file."""
    if re.search(rb"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----", raw[:HEAD]):
        return Format("a private key", "Keep it secret: it was not stored here, and belongs on no web page.")
    if raw.startswith(b"version https://git-lfs.github.com/spec/"):
        return Format("a pointer of Git LFS", "Upload the file that it stands for.")
    return None


TESTS: tuple[Callable[[bytes], Format | None], ...] = (_zip, _pickle, _program, _model, _picture, _mistake)
