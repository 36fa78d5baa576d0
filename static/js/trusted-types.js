/* htmx turns the server's answers into elements by text, which Trusted Types forbid without a policy. This one lets
   HTML through and nothing else: scripts and script addresses made from text stay forbidden, and the
   content-security policy allows no other policy. Loaded in the studio only, never on public pages. */
window.trustedTypes?.createPolicy("default", { createHTML: (html) => html });
