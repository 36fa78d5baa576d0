"""Writers that are killed in the middle. Run by test_power_cut.py, never imported by it:

python tests/reliability/killed.py write FILE     writes pairs for ever, and each that is done into FILE
python tests/reliability/killed.py check FILE     prints what is wrong as JSON
"""

import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
WRITERS = 4


def write(acknowledged: str) -> None:
    """Users with their addresses, two rows in one transaction; whatever is committed is noted down."""
    from allauth.account.models import EmailAddress
    from django.db import connection, transaction

    from accounts.models import User

    connection.close()
    for _ in range(WRITERS - 1):
        if os.fork() == 0:
            break
    note = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    number = 0
    while True:
        number += 1
        name = f"p{os.getpid()}-{time.time_ns()}-{number}@example.org"
        with transaction.atomic():
            user = User.objects.create(email=name, joined_at=datetime.now(UTC))
            EmailAddress.objects.create(user=user, email=name, primary=True, verified=False)
        os.write(note, f"{name}\n".encode())


def check(acknowledged: str) -> dict[str, object]:
    """What is missing, half or broken after the kill."""
    from allauth.account.models import EmailAddress
    from django.db import connection

    from accounts.models import User

    began = time.perf_counter()
    promised = {line for line in Path(acknowledged).read_text().splitlines() if line.endswith("@example.org")}
    users = set(User.objects.values_list("email", flat=True))
    addresses = set(EmailAddress.objects.values_list("email", flat=True))
    faults: list[object] = []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            faults += [row[0] for row in cursor.execute("PRAGMA integrity_check") if row[0] != "ok"]
            faults += list(cursor.execute("PRAGMA foreign_key_check"))
    seconds = time.perf_counter() - began
    return {
        "promised": len(promised), "missing": len(promised - users), "half": len(users ^ addresses),
        "faults": faults, "seconds": seconds,
    }  # fmt: skip


def main() -> None:
    import django

    django.setup()
    if sys.argv[1] == "write":
        write(sys.argv[2])
    else:
        print(json.dumps(check(sys.argv[2])))


if __name__ == "__main__":
    main()
