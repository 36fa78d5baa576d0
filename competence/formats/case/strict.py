"""Anything → what the standard allows, and back.

What a type has no field for, or holds in another form than the standard wants, goes into an extension of ours
(`extensions.threefold`: `kept` and `filled`), and `restored` puts it where it was. So packages that are written are
strict, and nothing of what was read is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from competence.formats.case.shapes import ASSOCIATIONS, ASSOCIATIONS_1_0, VERSIONS, field_of
from competence.formats.problems import Problem

OURS = "threefold"
NAMESPACE = UUID("6f0f3a1e-5a0c-5d0b-9c0e-0d3f6c1b7a52")
"""Of every identifier that is made here: the same key gives the same identifier, on every site, for good."""

UUID_FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
URI_FORM = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-Z\[\]_a-z~]+")
EXTENDED = re.compile(r"ext:[A-Za-z0-9._-]+")
NOT_EXTENDED = re.compile(r"[^A-Za-z0-9._-]")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?")
LARGEST = 2**31 - 1
"""Whole numbers of the standard have 32 bits."""


class Strict:
    """Writes objects by the types of one version. `at` is the time for what has none, `base` begins addresses."""

    def __init__(self, version: str, *, at: str, base: str) -> None:
        self.version, self.types = version, VERSIONS[version]
        self.at, self.base = at, base

    def write(self, value: Mapping[str, Any], name: str) -> dict[str, Any]:
        """The object as the type `name` allows it; the rest stands in its extension, where the version has any."""
        shape, written, kept, filled = self.types[name], dict[str, Any](), dict[str, Any](), list[str]()
        for field, inner in value.items():
            if field == "extensions":
                continue
            good, form = self._field(inner, shape.get(field, ""))
            if good:
                written[field] = form
            if not good or (form != inner and not _is_whole(form, inner, shape[field])):
                kept[field] = inner
        for field, kind in shape.items():
            if kind.endswith("!") and field not in written:
                written[field] = self._made(field, written, name, value)
                filled += [field] if field not in value else []
        own = {"kept": kept, "filled": filled}
        self._extend(written, value, {what: some for what, some in own.items() if some}, shape)
        return written

    def _extend(
        self, written: dict[str, Any], value: Mapping[str, Any], own: dict[str, Any], shape: Mapping[str, str]
    ) -> None:
        if "extensions" not in shape:
            return
        theirs = value.get("extensions")
        if "extensions" in value and not isinstance(theirs, dict):
            own.setdefault("kept", {})["extensions"] = theirs
            theirs = {}
        open_ = dict(theirs or {})
        if own:
            said = open_.get(OURS)
            before = said if isinstance(said, dict) else {}
            kept = {**before["kept"], **own.get("kept", {})} if "kept" in before else own.get("kept")
            open_[OURS] = {**before, **own, **({"kept": kept} if kept else {})}
        if open_ or "extensions" in value:
            written["extensions"] = open_

    def _field(self, value: Any, kind: str) -> tuple[bool, Any]:
        """Whether a value can stand in a field of this kind, and in which form."""
        plain, listed, _ = field_of(kind)
        if not kind or value is None:
            return False, None
        if not listed:
            return self._one(value, plain)
        items = [value] if isinstance(value, (str, dict)) else value
        if not isinstance(items, list):
            return False, None
        read = [self._one(item, plain) for item in items]
        return True, [form for good, form in read if good]

    def _one(self, value: Any, kind: str) -> tuple[bool, Any]:
        if kind in self.types:
            if not isinstance(value, dict):
                return False, None
            if "extensions" in self.types[kind] or kind == "CFDefinition":
                return True, self.write(value, kind)
            return self._link(value, kind)
        form = _plain(value, kind, self.version)
        return form is not None, form

    def _link(self, value: Mapping[str, Any], name: str) -> tuple[bool, Any]:
        """A small object that has no room for extensions: only what it may have, or nothing at all."""
        shape = self.types[name]
        read = {field: self._field(value[field], kind) for field, kind in shape.items() if field in value}
        written = {field: form for field, (good, form) in read.items() if good}
        for field, kind in shape.items():
            if kind.endswith("!") and field not in written:
                if field == "identifier":
                    return False, None
                written[field] = self._made(field, written, name, value)
        return True, written

    def _made(self, field: str, written: Mapping[str, Any], name: str, value: Mapping[str, Any]) -> Any:
        """What stands in a required field that has nothing."""
        if field == "lastChangeDateTime":
            return self.at
        if field == "uri":
            made = f"{self.base}/{name}s/{quote(written.get('identifier', ''))}"
            return made.replace("Criterions", "Criteria")
        if field == "identifier":
            return str(uuid5(NAMESPACE, f"{name}:{value.get(field) or sorted(written.items())}"))
        if field == "description":
            return written.get("title", "")
        return ""


def _is_whole(written: Any, value: Any, kind: str) -> bool:
    """Whether all of the value is in what was written, because objects of this kind have an extension of their own."""
    plain, listed, _ = field_of(kind)
    if listed and (not isinstance(value, list) or len(value) != len(written)):
        return False
    return plain in VERSIONS["1.1"] and (plain == "CFDefinition" or "extensions" in VERSIONS["1.1"][plain])


def _plain(value: Any, kind: str, version: str) -> Any:
    """A plain value in the form that the standard asks for; None when it has none."""
    if kind == "text":
        return value if isinstance(value, str) else None
    if kind == "open":
        return value if isinstance(value, dict) else None
    if kind == "whole":
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        return value if is_whole and -LARGEST - 1 <= value <= LARGEST else None
    if kind == "number":
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    return _worded(value, kind, version) if isinstance(value, str) else None


def _worded(value: str, kind: str, version: str) -> str | None:
    if kind == "uuid":
        return value.lower() if UUID_FORM.fullmatch(value.lower()) else None
    if kind == "uri":
        return value if URI_FORM.fullmatch(value) else None
    if kind == "target":
        return value if value == "CASE" or EXTENDED.fullmatch(value) else None
    if kind == "version":
        return value if value == "1.1" else None
    if kind == "type":
        if version == "1.0":
            return value if value in ASSOCIATIONS_1_0 else None
        is_known = value in ASSOCIATIONS or EXTENDED.fullmatch(value)
        return value if is_known else f"ext:{NOT_EXTENDED.sub('-', value)}"
    if kind == "date":
        return _date(value)
    return _datetime(value)


def _date(value: str) -> str | None:
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        return None


def _datetime(value: str) -> str | None:
    """A point in time with its offset, as RFC 3339 spells it; one without an offset is taken as UTC."""
    spelled = value.strip().replace(" ", "T")
    try:
        read = datetime.fromisoformat(spelled)
    except ValueError:
        return None
    found = MOMENT.fullmatch(spelled)
    if found is None:
        offset = read.utcoffset() or timedelta()
        if offset % timedelta(minutes=1):
            return None
        spelled = read.isoformat()
    return spelled if read.tzinfo else f"{spelled}Z"


def restored(value: Any) -> Any:
    """An object as it was before it was written strictly, at any depth. Other extensions of ours stay."""
    if isinstance(value, list):
        return [restored(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {field: inner if field == "extensions" else restored(inner) for field, inner in value.items()}
    extensions = found.get("extensions")
    if not isinstance(extensions, dict) or not isinstance(extensions.get(OURS), dict):
        return found
    ours = extensions[OURS]
    filled, kept = ours.get("filled"), ours.get("kept")
    for field in filled if isinstance(filled, list) else ():
        if isinstance(field, str):
            found.pop(field, None)
    rest = {name: inner for name, inner in ours.items() if name not in ("kept", "filled")}
    others = {name: inner for name, inner in extensions.items() if name != OURS}
    found["extensions"] = {**others, **({OURS: rest} if rest else {})}
    if not found["extensions"]:
        del found["extensions"]
    return {**found, **(kept if isinstance(kept, dict) else {})}


def violations(value: Any, name: str, version: str = "1.1", path: str = "") -> Iterator[Problem]:
    """What an object has that its type in the standard does not allow, each with its path."""
    types = VERSIONS[version]
    if not isinstance(value, dict):
        yield Problem(f"{name} has to be an object.", path)
        return
    for field, kind in types[name].items():
        if kind.endswith("!") and field not in value:
            yield Problem(f"{field} is missing.", f"{path}.{field}".lstrip("."))
    for field, inner in value.items():
        where = f"{path}.{field}".lstrip(".")
        kind = types[name].get(field, "")
        plain, listed, _ = field_of(kind)
        if not kind:
            yield Problem(f"{name} has no field “{field}”.", where)
        elif listed and not isinstance(inner, list):
            yield Problem(f"{field} has to be a list.", where)
        else:
            for number, one in enumerate(inner if listed else [inner], start=1):
                spot = f"{where}[{number}]" if listed else where
                if plain in types:
                    yield from violations(one, plain, version, spot)
                elif _plain(one, plain, version) != one:
                    yield Problem(f"{field} is not of the kind “{plain}”.", spot)
