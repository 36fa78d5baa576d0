"""What a browser saw while a test ran: nothing that the policy stopped, no other host, no complaint, no dialog."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, Response

LISTENER = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => {
  const told = `${event.effectiveDirective} ${event.blockedURI}`;
  window.violations.push(told);
  window.tellViolation?.(told);
});
"""
LOCAL = ("data:", "blob:", "about:", "chrome-error:")
PARTS = {"image", "stylesheet", "script", "font"}
"""What a page loads; a failure there is a fault, while a page may well answer 404 or 422."""
ANSWERED = "Failed to load resource: the server responded with a status of"


@dataclass
class Watch:
    """Everything that should not happen, of all pages of one context. Each list must stay empty (`faults`)."""

    own: str
    """The address of the site; every other host is foreign."""
    violations: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings on the console, and uncaught exceptions."""
    missing: list[str] = field(default_factory=list)
    """Parts of a page (images, styles, scripts, fonts) that did not come."""
    dialogs: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)
    """Address → bytes of the body as sent."""

    def over(self, context: BrowserContext) -> None:
        """Begins to look at everything in `context`; to be called before its first page is opened."""
        context.expose_binding("tellViolation", lambda source, told: self.violations.append(told))
        context.add_init_script(LISTENER)
        context.on("page", self._page)
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    @property
    def faults(self) -> dict[str, list[str]]:
        """What should not have happened, by kind; empty when all is well."""
        kinds = ("violations", "foreign", "complaints", "missing", "dialogs")
        return {kind: found for kind in kinds if (found := getattr(self, kind))}

    def _page(self, page: Page) -> None:
        page.on("dialog", self._dialog)

    def _dialog(self, dialog: Dialog) -> None:
        # A page that asks before unsaved text is left is one of ours.
        if dialog.type != "beforeunload":
            self.dialogs.append(f"{dialog.type}: {dialog.message}")
        dialog.accept()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.own}/", *LOCAL)):
            self.foreign.append(request.url)

    def _response(self, response: Response) -> None:
        if response.request.resource_type in PARTS and response.status >= 400:
            self.missing.append(f"{response.status} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(ANSWERED):
            self.complaints.append(f"{message.text} ({message.page.url if message.page else ''})")
