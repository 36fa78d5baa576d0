import pytest
from django.core.cache import cache, caches
from django.test import RequestFactory

from core import ratelimit
from core.markdown import kept

pytestmark = pytest.mark.services


def spend(who="ada@example.org", now=1_000_000.0, name="try"):
    ratelimit.spend(name, who, limit=3, seconds=100, now=now)


def test_up_to_the_limit_and_no_further():
    for _ in range(3):
        spend()
    with pytest.raises(ratelimit.TooMany) as caught:
        spend(now=1_000_040.0)
    assert (caught.value.name, caught.value.seconds) == ("try", 60)


def test_the_next_window_begins_anew():
    for _ in range(3):
        spend(now=1_000_099.0)
    spend(now=1_000_100.0)


def test_reading_many_pages_makes_no_limit_forget():
    """Anybody can have thousands of texts drawn; who guesses passwords must not be able to begin anew by it."""
    for _ in range(3):
        spend()
    for number in range(400):  # more than a cache holds unless told
        kept.html(f"Page {number}")
    for number in range(12_000):
        caches["pages"].set(f"page-{number}", "", 60)
    with pytest.raises(ratelimit.TooMany):
        spend()


def test_each_person_and_each_act_counts_for_itself():
    for _ in range(3):
        spend()
    spend(who="remi@example.org")
    spend(name="other")
    with pytest.raises(ratelimit.TooMany):
        spend(who=" ADA@example.org ")


def test_the_cache_does_not_say_who_it_was():
    key = ratelimit._key("try", "ada@example.org", 10_000)
    spend()
    assert cache.get(key) == 1
    assert "ada" not in key


def ip_of(forwarded=None, peer="10.0.0.1"):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return ratelimit.client_ip(RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer))


def test_nobody_is_believed_without_a_trusted_proxy(settings):
    settings.TRUSTED_PROXIES = 0
    assert ip_of("1.2.3.4") == "10.0.0.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1"),
        (1, "", "unknown"),
        (1, "nonsense", "unknown"),
        (1, "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_the_client_is_who_the_outermost_trusted_proxy_saw(settings, proxies, forwarded, seen):
    settings.TRUSTED_PROXIES = proxies
    assert ip_of(forwarded) == seen


def test_one_person_has_a_whole_network_of_the_new_addresses():
    requests = [RequestFactory().get("/", REMOTE_ADDR=peer) for peer in ("2001:db8::1", "2001:db8::ffff", "10.0.0.1")]
    assert [ratelimit.network(request) for request in requests] == ["2001:db8::/64", "2001:db8::/64", "10.0.0.1"]
