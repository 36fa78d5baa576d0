"""What was here and is gone. Apart from `core.errors`, because the children that read files load that, and no page."""

from django.http import Http404


class Ended(Http404):
    """404 of something that was here and whose page may stand open still: says what became of it and where to go on."""

    def __init__(self, message: str, url: str, label: str) -> None:
        super().__init__(message)
        self.message, self.url, self.label = message, url, label
