"""The store in S3, against a server that speaks like it (R-UP-11)."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from config import addresses
from core.storage import Unavailable
from tests.factories import s3

LARGE = bytes(range(256)) * 40_000


@pytest.fixture
def server() -> Iterator[s3.Store]:
    with s3.serving() as store:
        yield store


def store_of(server: s3.Store, key_id: str = s3.KEY_ID, secret: str = s3.SECRET) -> Storage:
    return storages.create_storage(addresses.storage(server.url(), key_id=key_id, secret=secret))


@pytest.fixture
def store(server: s3.Store) -> Storage:
    return store_of(server)


def content(store: Storage, name: str) -> bytes:
    with store.open(name) as file:
        return file.read()


def test_a_file_goes_in_and_comes_out_and_goes(store: Storage, server: s3.Store) -> None:
    assert store.save("files/ab/one", ContentFile(LARGE)) == "files/ab/one"
    assert list(server.objects) == ["media/files/ab/one"], "below the folders of the setting"
    with store.open("files/ab/one") as file:
        assert file.read(4) == LARGE[:4]
        assert file.read() == LARGE[4:]
        file.seek(0)
        assert file.size == len(LARGE)
    assert (store.exists("files/ab/one"), store.size("files/ab/one")) == (True, len(LARGE))
    assert abs((store.get_modified_time("files/ab/one") - datetime.now(UTC)).total_seconds()) < 60
    store.delete("files/ab/one")
    store.delete("files/ab/one")
    assert (server.objects, store.exists("files/ab/one")) == ({}, False)


def test_an_upload_is_one_request_and_says_nothing_of_who_may_read_it(store: Storage, server: s3.Store) -> None:
    """No rule at the object: it is as private as the bucket. In pieces, half of it could stay, and be paid for."""
    store.save("files/ab/large", ContentFile(LARGE * 2))
    assert [request for request in server.requests if request.startswith(("PUT", "POST"))] == [
        "PUT media/files/ab/large"
    ]
    assert not [name for headers in server.headers for name in headers if name.startswith(("x-amz-acl", "x-amz-grant"))]


def test_nothing_is_overwritten(store: Storage) -> None:
    first = store.save("files/ab/same", ContentFile(b"first"))
    second = store.save("files/ab/same", ContentFile(b"second"))
    assert first != second
    assert [content(store, name) for name in (first, second)] == [b"first", b"second"]


def test_a_folder_is_listed_page_by_page(store: Storage, server: s3.Store) -> None:
    server.page = 2
    for name in ("files/ab/1", "files/ab/2", "files/ab/3", "files/cd/4", "files/5", "other/6"):
        store.save(name, ContentFile(b"x"))
    assert store.listdir("files") == (["ab", "cd"], ["5"])
    assert store.listdir("files/ab") == ([], ["1", "2", "3"])
    assert store.listdir("nothing") == ([], [])


def test_what_is_not_there_is_said_to_be_so(store: Storage) -> None:
    for ask in (store.open, store.size, store.get_modified_time):
        with pytest.raises(FileNotFoundError):
            ask("files/ab/none")


def test_r_up_11_nobody_reads_without_the_key_of_the_site(store: Storage, server: s3.Store) -> None:
    """A guessed name, a stranger's key and a wrong secret are refused; no address with a signature is made."""
    store.save("files/ab/mine", ContentFile(b"mine"))
    with pytest.raises(HTTPError, match="403"):
        urlopen(f"{server.endpoint}/{s3.BUCKET}/media/files/ab/mine")
    for key in ({"key_id": "AKIASTRANGER"}, {"secret": "another"}):
        with pytest.raises(Unavailable):
            store_of(server, **key).open("files/ab/mine")
    with pytest.raises(ValueError, match="no address"):
        store.url("files/ab/mine")
    assert content(store, "files/ab/mine") == b"mine", "control"


@pytest.mark.parametrize("how", ["away", "bucket", "port"])
def test_r_up_11_a_store_that_is_away_is_said_to_be_so(server: s3.Store, how: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        if how == "port":
            server.port = closed.getsockname()[1]
        server.is_away = how == "away"
        address = server.url().replace(s3.BUCKET, "another-bucket") if how == "bucket" else server.url()
        store = storages.create_storage(addresses.storage(address, key_id=s3.KEY_ID, secret=s3.SECRET))
        asked = [
            lambda: store.open("files/ab/one"),
            lambda: store.save("files/ab/one", ContentFile(b"x")),
            lambda: store.delete("files/ab/one"),
            lambda: store.listdir("files"),
        ]
        for ask in asked:
            with pytest.raises(Unavailable):
                ask()


def test_r_up_11_half_a_file_is_never_read(store: Storage, server: s3.Store) -> None:
    store.save("files/ab/whole", ContentFile(LARGE))
    server.breaks_off = True
    with pytest.raises(Unavailable):
        store.open("files/ab/whole")


def test_the_store_is_read_from_only(store: Storage) -> None:
    with pytest.raises(ValueError, match="for reading"):
        store.open("files/ab/one", "wb")
