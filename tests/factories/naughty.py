"""Strings that break software, made here by rule (R-IN-04): `strings()` gives more than 500, always the same.

None of them holds NUL, which is refused and has tests of its own.
"""

from functools import cache
from itertools import product

ALPHABETS = "Åß∂ øπ∑ Ελληνικά русский עִבְרִית العربيّة हिन्दी ไทย 中文 日本語 한국어 Tiếng-Việt ქართული አማርኛ"
SPACES = (
    "\t \xa0 \u1680 \u2003 \u200b \u200e \u202e \u2028 \u2029 \u2060 \u2066 \u2069 \u3000 \ufeff \ufff9 \ufffd \ue000"
)
EMOJI = "😍 👩🏽‍💻 🏳️‍🌈 👾🙇💁🙅 🇺🇸🇷🇺 0️⃣1️⃣ ¯\\_(ツ)_/¯ ﷽ Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮ ‱ ℀ 𝕿𝖍𝖊 𐐜𐐔𐐇 ᚠᛇᚻ"
WORDS = (
    "undefined undef null NULL (null) nil NIL true false True None hasOwnProperty then constructor "
    "__proto__ CON PRN AUX "
    "COM1 NaN Infinity -Infinity INF 0 -0 0.00 1e309 1E-999 -1/2 0x0 0xffffffff 999999999999999999999 "
    "1,000.00 1'000 ../ "
    "../../../../etc/passwd %00 %2e%2e%2f file:///etc/passwd C:\\boot.ini ~ . .. //evil.example \\\\evil "
    "%s%n%p %d ${7*7} "
    "#{7*7} {{7*7}} {%if%} {%include'x'%} {{settings.SECRET_KEY}} {{request.user}} <%=7*7%> "
    "${jndi:ldap://x} `id` $(id) ;ls "
    "|ls &&ls =1+1 +1+1 -1+1 @SUM(1) =cmd|'/C'!A0 *)(uid=* javascript:alert(1) data:text/html,x &lt; "
    "&amp;lt; &#0; &#x41; "
    "]]> <!-- --> <?xml?> <!ENTITY> \\u0000 \\x00 \\n \\0 ' '' \" \\ ` ´ ‘ ; -- /* */ # // \u0001x1 ﬁ ǅ İ ı ß ſ"
)
SQL = ("' OR 1=1 --", "'; DROP TABLE portfolio_project; --", '" OR ""="',
       "1 UNION SELECT password FROM accounts_user", "'||(SELECT 1)||'", "%' AND 1=0 --", "\\'; SELECT pg_sleep(9); --",
       "x') ON CONFLICT DO NOTHING; --")  # fmt: skip
TAGS = (
    "script",
    "img src=x",
    "svg",
    "a href=javascript:alert(1)",
    "iframe",
    "style",
    "math",
    "details open",
    "body",
    "x",
)
EVENTS = (
    "",
    " onerror=alert(1)",
    " onload=alert(1)",
    " onfocus=alert(1) autofocus",
    " style=behavior:url(x)",
    " ontoggle=x",
)
CLOSINGS = (">", "/>", ">alert(1)</script>", "")
MARKDOWN = ("[x](javascript:alert(1))", "![x](image:none)", "![x](https://evil.example/x.png)", "<b>*", "|a|\n|-|\n|b|",
            "```\nx", "[^1]", "> " * 40 + "x", "*" * 60, "[" * 60, "$x", "$$\\frac{$$", "# " * 20, "- " * 30 + "x",
            "!!! note\n    x", "[TOC]", "\\(x\\)", "***bold*")  # fmt: skip


@cache
def strings() -> tuple[str, ...]:
    """Every string once, in a fixed order."""
    controls = [f"a{chr(n)}b" for n in (*range(1, 9), 11, 12, *range(14, 32), *range(127, 160))]
    spaced = [f"a{space}b" for space in SPACES.split(" ")] + [f"{space}a{space}" for space in SPACES.split(" ")[2:]]
    markup = [f"<{tag}{event}{end}" for tag, event, end in product(TAGS, EVENTS, CLOSINGS)]
    quoted = [f"{quote}>{text}" for quote, text in product(("'", '"', "`"), markup[:30])]
    lines = ["a\nb", "\na\n", "a\n\n\nb", "  a", "a\tb", "a\u2028b\u2029c", "Location: x\nSet-Cookie: a=b"]
    long = ["a" * 100_000, "é" * 40_000, "😍" * 20_000, "a " * 30_000, "\u0301" * 500, "w" * 61]
    found = [*controls, *spaced, *ALPHABETS.split(), *EMOJI.split(), *WORDS.split(), *SQL, *markup, *quoted]
    unique = dict.fromkeys([*found, *MARKDOWN, *lines, *long])
    return tuple(unique)


def sample(every: int = 11) -> tuple[str, ...]:
    """Some of each kind, for tests that go through a whole request."""
    return strings()[::every]
