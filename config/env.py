"""Strict readers of the environment. Every variable may also be given as a file: `<NAME>_FILE` names it."""

import os
import re
import secrets
from collections.abc import MutableMapping
from pathlib import Path

LINE = re.compile(r"""(?P<name>[A-Z][A-Z0-9_]*)=(?P<value>"[^"\\]*"|'[^']*'|[^\s"'#]*)\s*(?:\#.*)?""")


class BadSetting(Exception):
    """A variable has a value that cannot be used; the text says which and what is expected."""


def load(path: Path, into: MutableMapping[str, str] = os.environ) -> None:
    """Reads `NAME=value` lines of a `.env` file; what the environment already says wins. No file: nothing happens.

    A value may stand in quotes; comments begin with `#`. Anything else is `BadSetting` with the line's number: a line
    that is skipped silently is a setting that somebody believes in.
    """
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        match = LINE.fullmatch(stripped)
        if match is None:
            raise BadSetting(f"{path.name}, line {number}: expected NAME=value, with quotes if the value has blanks.")
        value = match["value"]
        into.setdefault(match["name"], value[1:-1] if value[:1] in {'"', "'"} else value)


def text(name: str, default: str = "") -> str:
    """The variable as text, without surrounding white space."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(f"{name}_FILE names a file that cannot be read: {path} ({error.strerror}).") from error
    return os.environ.get(name, default).strip()


def boolean(name: str, default: bool) -> bool:
    """yes/no, true/false, on/off, 1/0; anything else is refused."""
    value = text(name, "yes" if default else "no").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(f"{name} must be yes or no, not {value!r}.")


def integer(name: str, default: int, *, at_least: int = 0) -> int:
    """A whole number not below `at_least`."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdecimal()) or int(value) < at_least:
        raise BadSetting(f"{name} must be a whole number from {at_least} upwards, not {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas; empty entries are dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def choice(name: str, default: str, allowed: set[str]) -> str:
    """One of `allowed`, in any case; returned as it stands in `allowed`."""
    value = text(name, default)
    found = next((word for word in allowed if word.lower() == value.lower()), None)
    if found is None:
        raise BadSetting(f"{name} must be one of {', '.join(sorted(allowed))}, not {value!r}.")
    return found


def secret(name: str, path: Path) -> str:
    """The variable, or the secret in the file `path`, which is made on first use (mode 0600, never overwritten).

    Two processes that start at the same moment agree on one secret: whoever links first wins, the other one reads.
    """
    given = text(name)
    if given:
        return given
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
