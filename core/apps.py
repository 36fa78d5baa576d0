from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import checks  # noqa: F401  # registers itself; needs the settings
        from core.forms import words

        words.speak()
