"""The refusals of actions. Their text is shown to the person as it is."""


class DomainError(Exception):
    """It may not happen now, in this state. Views answer 422 with the text in the form."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class StaleVersion(DomainError):
    """Somebody (or another tab) saved first. Views answer 409 and show both texts; nothing is overwritten."""

    def __init__(self, message: str = "This was changed in the meantime, in another tab or by another person.") -> None:
        super().__init__(message)
