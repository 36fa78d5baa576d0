"""How often somebody may do something. Counted in the cache, under keys that do not say who it was.

With the default cache every worker process counts for itself, so the true limit lies between the one that is written
and that one times the number of workers; a shared cache (`CACHE_URL=redis://…`) makes it exact.
"""

import hashlib
import hmac
import ipaddress
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


class TooMany(Exception):
    """More often than `name` allows; `seconds` until it may be tried again. The middleware answers 429."""

    def __init__(self, name: str, seconds: int) -> None:
        super().__init__(name)
        self.name = name
        self.seconds = seconds


def client_ip(request: HttpRequest) -> str:
    """The address of the client, as the last trusted proxy saw it; without trusted proxies the peer of the connection.

    Of `X-Forwarded-For` only the entry that our outermost proxy (`TRUSTED_PROXIES`, counted from the right) has
    written is believed; what stands left of it was sent by the client. `"unknown"`: no address (a local socket).
    """
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    trusted = settings.TRUSTED_PROXIES
    address = entries[-trusted] if trusted and len(entries) >= trusted else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(address.strip()))
    except ValueError:
        return "unknown"


def network(request: HttpRequest) -> str:
    """What limits count by: the address, or for IPv6 its /64, which one person has whole."""
    address = client_ip(request)
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if ":" in address else address


def spend(name: str, who: str, *, limit: int, seconds: int, now: float | None = None) -> None:
    """Counts one `name` of `who`; `TooMany` when it is more than `limit` in the current window of `seconds`.

    `who` is an address, a user's key, an e-mail address: it is stored only as an HMAC under the secret key. `now`
    (seconds since 1970) is given by tests.
    """
    moment = time.time() if now is None else now
    window, gone = divmod(int(moment), seconds)
    key = _key(name, who, window)
    cache.add(key, 0, timeout=seconds + 1)
    try:
        count = cache.incr(key)
    except ValueError:  # it was thrown out between the two lines
        cache.set(key, 1, timeout=seconds + 1)
        count = 1
    if count > limit:
        raise TooMany(name, max(1, seconds - gone))


def _key(name: str, who: str, window: int) -> str:
    message = f"{name}\0{who.strip().lower()}\0{window}".encode()
    return "limit:" + hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()[:40]
