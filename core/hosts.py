"""Which hosts in the world may be asked: those with a public name or number, and nothing near the server. Pure.

An address that a person typed must not make the server call itself, its neighbours or the cloud's own services
(R-IN-06). So the spelling is narrow here, and every number that a name stands for is looked at (`is_public`).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

PORTS = frozenset({80, 443})
MAX_URL = 2000
_NEAR = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".arpa", ".onion", ".invalid")
"""Ends of names that by their rules or by custom never lead out of a network (RFC 6761, 6762, 7686, 8375, 9476)."""
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.IGNORECASE)
_V4_NOT_PUBLIC = tuple(
    ipaddress.IPv4Network(each)
    for each in ("192.88.99.0/24", "168.63.129.16/32")  # 6to4 relays; the services of a cloud behind a public number
)
_V6_PUBLIC = ipaddress.IPv6Network("2000::/3")
"""All of IPv6 that is given out to the world (RFC 4291); numbers mapped or translated from IPv4 lie outside."""
_V6_NOT_PUBLIC = tuple(
    ipaddress.IPv6Network(each)
    for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")  # Teredo and others, documentation, 6to4
)


class NotAllowed(Exception):
    """This address is not asked; `reason` says why, in a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes, and what it asks for there."""

    url: str
    """As it was written, without its fragment."""
    scheme: str
    host: str
    """The name in ASCII letters, or the number without brackets."""
    port: int
    path: str
    """Path and query, in ASCII."""


def target_of(url: str, ports: Collection[int] = PORTS) -> Target:
    """The target of a web address. Raises NotAllowed for everything but http and https to a public-looking name."""
    if len(url) > MAX_URL or re.search(r"[\x00-\x20\x7f\\]", url):
        raise NotAllowed("It is not a web address.")
    try:
        parts = urlsplit(urldefrag(url).url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise NotAllowed("It is not a web address.") from error
    if parts.scheme not in {"http", "https"}:
        raise NotAllowed("Only addresses that begin with http:// or https:// are checked.")
    if parts.username is not None or parts.password is not None:
        raise NotAllowed("It holds a name or a password.")
    if port not in ports:
        raise NotAllowed(f"It names port {port}; only the ports of the web are asked.")
    path = _ascii((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    return Target(urldefrag(url).url, parts.scheme, _host(parts.hostname or ""), port, path)


def is_public(address: str) -> bool:
    """Whether this IP number belongs to the open internet: not to this machine, its network, or a reserved range."""
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return False
    if not number.is_global or number.is_multicast or number.is_reserved or number.is_unspecified:
        return False
    if isinstance(number, ipaddress.IPv4Address):
        return not any(number in network for network in _V4_NOT_PUBLIC)
    return number in _V6_PUBLIC and not any(number in network for network in _V6_NOT_PUBLIC)


def _host(host: str) -> str:
    """A host as it is asked for in DNS, or a number in its one plain spelling. Raises NotAllowed."""
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host if "%" not in host else ""))
        except ValueError as error:
            raise NotAllowed("Its host is not spelled as one.") from error
    try:
        name = host.encode("idna").decode().lower().removesuffix(".")
    except UnicodeError as error:
        raise NotAllowed("Its host is not spelled as one.") from error
    labels = name.split(".")
    if _NUMERIC.fullmatch(labels[-1]):
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError as error:
            raise NotAllowed("Its host is a number in an unusual spelling.") from error
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise NotAllowed("Its host is not spelled as one.")
    if len(labels) == 1 or name.endswith(_NEAR):
        raise NotAllowed("Its host is no public name.")
    return name


def _ascii(path: str) -> str:
    """Letters beyond ASCII as browsers send them."""
    return "".join(char if char.isascii() else "".join(f"%{byte:02X}" for byte in _utf8(char)) for char in path)


def _utf8(char: str) -> bytes:
    return char.encode("utf-8", "replace")
