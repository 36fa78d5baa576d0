"""nbformat 3 (2012 to 2014) in the words of nbformat 4: worksheets, inputs, headings as cells of their own, pyout."""

from portfolio.inspection.texts import Json, joined, number_of

_TYPES = {
    "text": "text/plain",
    "html": "text/html",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "latex": "text/latex",
    "json": "application/json",
    "javascript": "application/javascript",
    "pdf": "application/pdf",
}
_OUTPUTS = {"pyout": "execute_result", "pyerr": "error"}
_DEEPEST = 6


def rows(notebook: Json) -> list[object] | None:
    """The cells of all worksheets in order; None when there are no worksheets."""
    sheets = notebook.get("worksheets")
    if not isinstance(sheets, list):
        return None
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [row for found in lists if isinstance(found, list) for row in found]


def cell(row: Json) -> Json:
    """One cell as format 4 would have it."""
    kind = row.get("cell_type")
    if kind == "code":
        outputs = row.get("outputs", [])
        return {
            "cell_type": "code",
            "source": row.get("input", row.get("source")),
            "execution_count": row.get("prompt_number"),
            "outputs": [_output(each) for each in outputs] if isinstance(outputs, list) else None,
        }
    if kind == "heading":
        marks = "#" * min(number_of(row.get("level")) or 1, _DEEPEST)
        return {**row, "cell_type": "markdown", "source": f"{marks} {' '.join(joined(row.get('source')).split())}"}
    return {**row, "cell_type": "markdown"} if kind == "html" else row


def _output(row: object) -> object:
    if not isinstance(row, dict):
        return row
    kind = row.get("output_type")
    if kind in ("stream", "pyerr", "error"):
        name = row.get("stream", row.get("name"))
        return {**row, "output_type": _OUTPUTS.get(str(kind), kind), "name": name}
    data = {_TYPES.get(key, key): value for key, value in row.items() if key in _TYPES or "/" in key}
    return {"output_type": _OUTPUTS.get(str(kind), kind), "data": data}
