"""What the readers of this package raise."""


class Unreadable(Exception):
    """This file is not what it seems to be. `message` is a sentence for the person, saying what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
