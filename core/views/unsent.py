"""Forms that were sent and could not be taken: what was typed comes back on a page of its own, to be sent again.

Nothing is kept on the server, and nothing but the fields that were just sent is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.http import HttpRequest

LEFT_OUT = re.compile(r"csrfmiddlewaretoken|.*password.*", re.IGNORECASE)
"""Fields that never come back."""
OURS = ("revision", "_FORMS", "version")
"""How names end that carry no words of a person."""


@dataclass(frozen=True)
class Unsent:
    """A form as it was sent: where it goes, every field, and the names of its files, which browsers do not keep."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[tuple[str, str, str]] = field(default_factory=list)
    """(name of the field, what it is called, name of the file)"""

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What a person may want to read and copy: what each field is called, and its value."""
        return [(_called(name), value) for name, value in self.fields if value.strip() and not name.endswith(OURS)]


def of(request: HttpRequest) -> Unsent | None:
    """What the request carries. None where that is nothing, or none of our business: pages of the account ask for
    passwords, and whoever takes no page gets none."""
    if request.method != "POST" or request.path.startswith("/accounts/") or not request.accepts("text/html"):
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values if _may_return(name)]
    files = [(name, _called(name), str(file.name)) for name, many in request.FILES.lists() for file in many]
    found = Unsent(request.get_full_path(), fields, files)
    return found if found.texts or found.files else None


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this very site sent it. Only such a form may be offered once more after
    its token was refused: another site could have filled it in."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _may_return(name: str) -> bool:
    return not LEFT_OUT.fullmatch(name)


def _called(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()
