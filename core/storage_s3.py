"""The store in S3, or whatever speaks like it. Needs requirements-services.lock; `STORAGE_URL` chooses it.

Objects carry no rule of who may read them, so they are private as the bucket is, and have no address: every file is
handed out by a view that asks who may see it. An upload is one request, so that there is nothing half of it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from boto3.s3.transfer import TransferConfig  # type: ignore[import-untyped]
from botocore.config import Config  # type: ignore[import-untyped]
from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]
from django.core.files import File
from storages.backends.s3 import S3Storage  # type: ignore[import-untyped]

from core.storage import Unavailable

logger = logging.getLogger("core.storage")
IN_MEMORY = 1024 * 1024
"""Bytes of a file that are read into memory; a larger one goes through a temporary file."""
ONE_REQUEST = 4 * 1024**3
CONNECT_SECONDS = 3
READ_SECONDS = 20
ATTEMPTS = 2


@contextmanager
def _answering(name: str) -> Iterator[None]:
    """What boto3 says of a store that does not answer, or refuses, as `Unavailable`; 404 as `FileNotFoundError`."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        if _status(error) == 404 and _code(error) != "NoSuchBucket":
            raise FileNotFoundError(f"There is no {name} in the store.") from error
        logger.error("store failed", extra={"event": "store", "reason": str(error)})
        raise Unavailable(str(error)) from error


def _status(error: Exception) -> int:
    answer = getattr(error, "response", None) or {}
    return int(answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def _code(error: Exception) -> str:
    answer = getattr(error, "response", None) or {}
    return str(answer.get("Error", {}).get("Code", ""))


def _copied(body: Any) -> IO[bytes]:
    """All that comes, at its beginning. The caller closes it."""
    content = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (it is handed on)
    try:
        with body:
            content.writelines(body.iter_chunks(IN_MEMORY))
    except BaseException:
        content.close()
        raise
    content.seek(0)
    return content


class PrivateS3Storage(S3Storage):
    """Files in a bucket, read and written by this site only."""

    def __init__(self, *, addressing_style: str = "auto", **options: Any) -> None:
        client = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
            s3={"addressing_style": addressing_style},
            # The body is signed by its hash; sums of other kinds are refused by stores that only speak like S3.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(
            client_config=client,
            transfer_config=TransferConfig(multipart_threshold=ONE_REQUEST, use_threads=False),
            file_overwrite=False,
            querystring_auth=False,
            default_acl=None,
            gzip=False,
            **options,
        )

    @property
    def bucket(self) -> Any:
        """Each thread has its own: what boto3 calls a resource must not be shared."""
        return self.connection.Bucket(self.bucket_name)

    def _open(self, name: str, mode: str = "rb") -> File:
        """The whole file, at its beginning: what breaks off on its way breaks here, before anything was answered."""
        if mode != "rb":
            raise ValueError("Files of the store are opened for reading; new ones come in by save().")
        key = self._normalize_name(name)
        with _answering(name):
            body = self.connection.meta.client.get_object(Bucket=self.bucket_name, Key=key)["Body"]
            return File(_copied(body), name)

    def _save(self, name: str, content: File) -> str:
        with _answering(name):
            return super()._save(name, content)

    def delete(self, name: str) -> None:
        """Nothing happens when there is no such file."""
        with _answering(name):
            self.connection.meta.client.delete_object(Bucket=self.bucket_name, Key=self._normalize_name(name))

    def exists(self, name: str) -> bool:
        with _answering(name):
            return super().exists(name)

    def size(self, name: str) -> int:
        with _answering(name):
            return super().size(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _answering(name):
            return super().listdir(name)

    def get_modified_time(self, name: str) -> Any:
        with _answering(name):
            return super().get_modified_time(name)

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """There is none: not even one that ends after a minute."""
        raise ValueError("A file of the store has no address. The views hand it out.")
