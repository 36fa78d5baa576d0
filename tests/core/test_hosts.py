"""R-IN-06: which addresses the server may ask. Numbers of every private kind in every spelling are refused."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.hosts import NotAllowed, is_public, target_of

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.1", "192.0.2.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.88.99.1", "::",
    "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::1",
    "2002:7f00:1::", "2002:808:808::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "3fff::1",
    "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "100::1", "", "localhost",
    "127.1", "0x7f.0.0.1",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "8.8.8.8", "140.82.121.4", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450::1"]

SPELLINGS = [
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://017700000001/", "http://0177.0.0.1/",
    "http://127.1/", "http://127.0.1/", "http://127.0.0.01/", "http://0/", "http://0x/", "http://010.0.0.1/",
    "http://127.0.0.1.1/", "http://1.2.3.256/", "http://１２７.1/", "http://①②⑦.1/", "http://%31%32%37.0.0.1/",
    "http://[::1%25eth0]/", "http://[::g]/", "http://[127.0.0.1]/", "http://[::ffff:127.0.0.1", "http://::1/",
    "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://a.localhost/", "http://intranet/",
    "http://printer.local/", "http://metadata.google.internal/", "http://router.lan/", "http://x.home.arpa/",
    "http://x.onion/", "http:///path", "http://", "http://./", "http://..example.org/", "http://-a.example.org/",
    "http://a..b.org/", f"http://{'a' * 64}.org/", f"http://{'a.' * 130}org/", "http://ex ample.org/",
    "http://user@example.org/", "http://user:pw@example.org/", "http://:@example.org/", "http://@example.org/",
    "http://example.org:22/", "http://example.org:8080/", "http://example.org:99999/", "http://example.org:x/",
    "http://example.org\\@127.0.0.1/", "http://example.org/\r\nHost: x", "http://example.org/\x00",
    "http://example.org/\t", "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/",
    "javascript:alert(1)", "//example.org/", "example.org", "dict://example.org:11211/", "data:text/html,x",
    "http:example.org", "", " ", f"http://example.org/{'a' * 2000}",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_r_in_06_numbers_that_do_not_belong_to_the_open_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_numbers_that_do(address: str) -> None:
    assert is_public(address)


@given(st.integers(0, 2**32 - 1))
def test_no_number_of_ipv4_comes_through_in_the_dress_of_ipv6(number: int) -> None:
    v4 = ipaddress.IPv4Address(number)
    dressed = [f"::ffff:{v4}", f"::{v4}", f"64:ff9b::{v4}", f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1"]
    assert not any(is_public(each) for each in dressed)


@pytest.mark.parametrize("url", SPELLINGS)
def test_r_in_06_addresses_that_are_not_asked_at_all(url: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        target_of(url)
    assert refused.value.reason.endswith(".")


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://example.org", "example.org", 443, "/"),
        ("http://Example.ORG./a?b=c#d", "example.org", 80, "/a?b=c"),
        ("https://example.org:443/a%20b", "example.org", 443, "/a%20b"),
        ("https://bücher.example.org/ä?ö=ü", "xn--bcher-kva.example.org", 443, "/%C3%A4?%C3%B6=%C3%BC"),
        ("http://93.184.216.34/", "93.184.216.34", 80, "/"),
        ("http://[2606:4700:4700:0:0::1111]/", "2606:4700:4700::1111", 80, "/"),
        ("https://my_pages.example.org/", "my_pages.example.org", 443, "/"),
        ("https://example.org?q=1", "example.org", 443, "/?q=1"),
    ],
)
def test_ordinary_addresses_are_understood(url: str, host: str, port: int, path: str) -> None:
    target = target_of(url)
    assert (target.host, target.port, target.path) == (host, port, path)
    assert "#" not in target.url


def test_numbers_in_addresses_are_spelled_plainly_and_judged_afterwards() -> None:
    assert target_of("http://[::FFFF:127.0.0.1]/").host == "::ffff:7f00:1"
    assert not is_public(target_of("http://[::FFFF:127.0.0.1]/").host)
    assert not is_public(target_of("http://１２７.０.０.１/").host)
    assert not is_public(target_of("http://127。0。0。1/").host)
