"""What a program wrote to a terminal, as plain lines for a page. Pure; R-XSS-08.

Colours and cursor movements are dropped, a progress bar keeps its last state, and every character that could hide
something (control, direction, of no width) is shown as a sign. The result is text: whoever shows it escapes it.
"""

import re

MAX_LINE = 2_000
"""Characters of one line that are shown."""
MAX_READ = 200_000
"""Characters of one line that are looked at: the first ones, or the last where it returns to its start."""
MAX_STATES = 200
"""States of a progress bar, or steps back, that are looked at in one line, counted from its end."""

_SEQUENCE = re.compile(
    r"\x1b\][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"  # OSC: titles, links
    r"|\x1b[PX^_][^\x1b\x9c\n]*(?:\x1b\\|\x9c)?"  # DCS, SOS, PM, APC
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x1b[ -/]*[0-~]"
)
_STEPS_BACK = re.compile(r"(\x08+)")

_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_NO_WIDTH = "\u00ad\u180e\u200b\u2028\u2029\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb"
_CODES = [*range(0x80, 0xA0), *map(ord, _DIRECTION + _NO_WIDTH)]
_SIGNS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: "\u2421",
    **{code: f"[U+{code:04X}]" for code in _CODES},
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **{code: f"[U+{code:X}]" for code in range(0xE0000, 0xE0080)},
}
_COPIED = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_HIDDEN = re.compile(
    f"[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f{_DIRECTION}{_NO_WIDTH}\\ud800-\\udfff\\U000e0000-\\U000e007f]"
)


def visible(text: str) -> str:
    """`text` with a sign in the place of every character that has no shape or moves others; tabs and newlines stay."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(lambda match: _SIGNS[ord(match[0])], text)


def prose(text: str) -> str:
    """As `visible` for text that people write: characters without width, which come with copying, are dropped."""
    if text.isascii() and text.isprintable():
        return text
    return visible(_COPIED.sub("", text))


def lines(text: str, most: int | None = None) -> list[str]:
    """The first `most` lines of `text` as a terminal would show them at the end; `count` says how many there are."""
    number = count(text)
    wanted = number if most is None else min(number, most)
    return [_shown(line) for line in text.split("\n", wanted)[:wanted]]


def count(text: str) -> int:
    """How many lines `text` has: none for an empty text, and no empty ones at its end."""
    text = text.rstrip("\r\n")
    return text.count("\n") + 1 if text else 0


def cut(line: str, length: int | None = None) -> str:
    """`line`, or its start and how much more there is; `length` is that of the whole line where this is its start."""
    length = max(len(line), length or 0)
    if length <= MAX_LINE:
        return line
    return f"{line[:MAX_LINE]} … {length - len(line[:MAX_LINE]):,} more characters"


def _shown(line: str) -> str:
    line = line.removesuffix("\r")
    moves = "\r" in line or "\x08" in line
    read = line[-MAX_READ:] if moves else line[:MAX_READ]
    read = _SEQUENCE.sub("", read) if "\x1b" in read or "\x9b" in read else read
    if moves:
        return cut(visible(_last_state(read)[: MAX_LINE + 1]))
    return cut(visible(read[: MAX_LINE + 1]), len(read) if len(line) <= MAX_READ else len(line))


def _last_state(line: str) -> str:
    """What is left of a line after every return to its start and every step back."""
    if "\r" in line:
        line = next((state for state in reversed(line.split("\r")) if state.strip()), "")
    if "\x08" not in line:
        return line
    shown = ""
    for part in _STEPS_BACK.split(line)[-MAX_STATES:]:
        shown = shown[: -len(part)] if part.startswith("\x08") else shown + part
    return shown
