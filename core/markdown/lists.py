"""Lists as people write them (two spaces deep, right under a paragraph), in the steps of four of Python-Markdown."""

import re

_ITEM = re.compile(r"^( *)([-*+]|\d{1,9}[.)])( {1,4}| *$)(.*)$")
_RULE = re.compile(r"^ *(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
_STASHED = "\x02"
"""How a line starts that stands for a fenced block."""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class _Lists:
    """The items that are open: for each one the column at which its text starts."""

    def __init__(self) -> None:
        self.columns: list[int] = []
        self.out: list[str] = []
        self.blocks = False
        """Whether the open item holds more than one paragraph; the next item then needs an empty line before it."""

    def add(self, line: str) -> None:
        after_blank = not self.out or not self.out[-1].strip()
        item = None if _RULE.match(line) else _ITEM.match(line)
        if not line.strip():
            self.out.append("")
        elif _RULE.match(line) and not after_blank and (self.columns or self.out[-1].startswith(">")):
            self.columns.clear()  # it ends a list or a quotation; without the empty line it would make a heading of it
            self.out += ["", line]
        elif item and (self.columns or len(item[1]) < 4) and (item[4] or after_blank or self.columns):
            self._item(item, after_blank)
        elif not self.columns:
            self.out.append(line)
        else:
            self._inside(line, after_blank)

    def _close_right_of(self, column: int) -> None:
        while self.columns and self.columns[-1] > column:
            self.columns.pop()

    def _item(self, item: re.Match[str], after_blank: bool) -> None:
        lead, mark, gap, text = item.groups()
        if not self.columns and not after_blank:
            if mark[0].isdigit() and mark[:-1] != "1":
                self.out.append(item[0])
                return
            self.out.append("")
        if self.blocks and not after_blank:
            self.out.append("")
        self.blocks = False
        self._close_right_of(len(lead))
        steps = "    " * len(self.columns)
        mark = mark.replace(")", ".")
        self.out.append(f"{steps}{mark} {text}")
        self.columns.append(len(lead) + len(mark) + max(len(gap), 1))

    def _inside(self, line: str, after_blank: bool) -> None:
        indent = _indent(line)
        block = line.lstrip(" ").startswith(_STASHED)
        if not after_blank and not block:
            self.out.append(line.lstrip(" "))
            return
        self.blocks = True
        self._close_right_of(indent)
        if block and not after_blank:
            self.out.append("")
        column = self.columns[-1] if self.columns else 0
        self.out.append("    " * len(self.columns) + line[column:])


def in_steps_of_four(lines: list[str]) -> list[str]:
    """`lines` with every nested item, and what belongs to an item, indented by four spaces a level.

    A list that starts right under a paragraph gets the empty line before it that Python-Markdown needs; a numbered one
    only when it starts with 1, so that a year at the start of a line does not become an item.
    """
    lists = _Lists()
    for line in lines:
        lists.add(line)
    return lists.out
