"""The cache that all machines share. Runs where `CACHE_URL` names a Redis, as in CI."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.cache import cache

from core import ratelimit

pytestmark = [
    pytest.mark.services,
    pytest.mark.skipif(not os.environ.get("CACHE_URL", "").startswith("redis"), reason="CACHE_URL names no Redis"),
]


def test_the_setting_is_enough():
    assert settings.CACHES["default"]["BACKEND"].endswith("RedisCache")
    cache.set("a", {"b": [1, "é"]}, 5)
    assert cache.get("a") == {"b": [1, "é"]}


def test_limits_are_exact_however_many_ask_at_once():
    def tried(_):
        try:
            ratelimit.spend("try", "ada@example.org", limit=20, seconds=1000, now=5_000_000.0)
        except ratelimit.TooMany:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(tried, range(100))) == 20
