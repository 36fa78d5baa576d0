"""Processes that write to one database at the same time. Run by the tests beside it, never imported by them:

    python tests/reliability/writers.py MODE PROCESSES TIMES [--deferred]

Prints one JSON object: how many transactions succeeded, failed as "locked", how long the slowest took, and what the
counter says.
"""

import json
import multiprocessing
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 6, 1, tzinfo=UTC)


def set_up(deferred: bool) -> None:
    """Django with the settings of the site; `deferred` takes the immediate transactions away (the control)."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.conf import settings

    if deferred:
        settings.DATABASES["default"]["OPTIONS"].pop("transaction_mode")
    import django

    django.setup()


def prepare() -> None:
    """One person with a portfolio, and a draft."""
    from django.db import connection

    from accounts.models import User
    from competence.actions import drafts
    from competence.drafting import beginnings
    from portfolio.actions import practitioners

    ada = User.objects.create_user("ada@example.org", "", name="Ada")
    practitioners.create(ada, handle="ada", name="Ada", at=AT)
    drafts.open_new(beginnings.blank("many", "Edited by many"), by=ada, at=AT)
    connection.close()


def plain() -> None:
    """Reads, counts, writes; nothing holds the row meanwhile."""
    from django.db import transaction

    from accounts.models import User

    with transaction.atomic():
        user = User.objects.get()
        time.sleep(0.0005)
        user.session_epoch += 1
        user.save(update_fields=["session_epoch"])


def locked() -> None:
    """The same, with the row locked."""
    from django.db import transaction

    from accounts.models import User

    with transaction.atomic():
        user = User.objects.select_for_update().get()
        time.sleep(0.0005)
        user.session_epoch += 1
        user.save(update_fields=["session_epoch"])


def epoch() -> None:
    """The action that ends sessions, which counts."""
    from accounts.actions import users
    from accounts.models import User

    user = User.objects.get()
    users.end_sessions(user, by=user, at=AT)


def version() -> None:
    """The last step of every action on a portfolio, which raises its version."""
    from portfolio.actions import portfolios
    from portfolio.models import Practitioner

    portfolios.refresh(Practitioner.objects.get(), at=AT)


def draft() -> None:
    """An edit of a draft at which everybody works: one more note, for which an id has to be found."""
    from competence.actions import drafts
    from competence.drafting import edits
    from competence.models import Draft

    note = {"scope": "framework", "kind": "advice", "text": "The same words by everybody"}
    drafts.edit(Draft.objects.get(), lambda sheet: edits.add(sheet, "notes", note), seen=0, by=None, at=AT)


MODES = {"plain": plain, "locked": locked, "epoch": epoch, "version": version, "draft": draft}


def counter(mode: str) -> int:
    """What the transactions have counted up."""
    from accounts.models import User
    from competence.models import Draft
    from portfolio.models import Practitioner

    if mode == "draft":
        draft = Draft.objects.get()
        assert draft.changes.count() == draft.items.filter(kind="notes").count() == draft.revision
        return draft.revision
    return Practitioner.objects.get().version if mode == "version" else User.objects.get().session_epoch


def work(mode: str, times: int, start: "multiprocessing.Event", results: "multiprocessing.Queue") -> None:
    """One process: `times` transactions, none of them tried again."""
    from django.db import OperationalError, connection

    done, failed, slowest = 0, 0, 0.0
    start.wait()
    for _ in range(times):
        began = time.perf_counter()
        try:
            MODES[mode]()
            done += 1
        except OperationalError:
            failed += 1
        slowest = max(slowest, time.perf_counter() - began)
    connection.close()
    results.put((done, failed, slowest))


def main() -> None:
    mode, processes, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    set_up("--deferred" in sys.argv)
    prepare()
    before = counter(mode)
    from django.db import connection

    connection.close()
    fork = multiprocessing.get_context("fork")
    start, results = fork.Event(), fork.Queue()
    running = [fork.Process(target=work, args=(mode, times, start, results)) for _ in range(processes)]
    for process in running:
        process.start()
    start.set()
    rows = [results.get() for _ in running]
    for process in running:
        process.join()
    done, failed = sum(row[0] for row in rows), sum(row[1] for row in rows)
    slowest = max(row[2] for row in rows)
    print(json.dumps({"done": done, "failed": failed, "slowest": slowest, "counted": counter(mode) - before}))


if __name__ == "__main__":
    main()
