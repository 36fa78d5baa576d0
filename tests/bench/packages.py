"""Time and memory that large CASE packages take: python tests/bench/packages.py [--items 5000] [--depth 7] [files…]

Without files a package is made. Each is read, checked, written and read again; what comes out has to be what went in.
"""

import argparse
import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from competence.formats import documents  # noqa: E402
from competence.formats.case import reading, writing  # noqa: E402
from competence.formats.case.strict import violations  # noqa: E402
from tests.factories.packages import deep  # noqa: E402


def timed(what, work):
    started = time.perf_counter()
    result = work()
    print(f"  {what:<28} {time.perf_counter() - started:6.2f} s")
    return result


def measure(name, text):
    print(f"{name}: {len(text) / 1e6:.1f} MB")
    for taken in timed("read the package", lambda: reading.read(text, name)):
        document = taken.document
        timed("check the framework", lambda document=document: documents.read(document, name))
        package = timed("write it again", lambda document=document: writing.write(document))
        again = timed("read that again", lambda package=package: reading.read(json.dumps(package), name))
        problems = sum(1 for _ in violations(package, "CFPackage"))
        counts = {kind: len(document.get(kind, ())) for kind in ("levels", "competences", "groups", "skills")}
        print(f"  {counts}, equal again: {again[0].document == document}, breaks the standard: {problems} times")
    print(f"  most memory so far           {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--items", type=int, default=5_000)
    parser.add_argument("--depth", type=int, default=7)
    options = parser.parse_args()
    if not options.files:
        measure(f"{options.items} items, depth {options.depth}", json.dumps(deep(options.items, options.depth)))
    for path in options.files:
        measure(path.name, path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
