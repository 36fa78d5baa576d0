"""Numbers of a document that follow from the rest: how many a rule chooses from, how many cells a matrix has.

A file has to state them rightly. Where a draft is put together they are counted again, so that adding a skill does
not leave every rule about its group wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

COUNTED = ("skills", "comparisons")
SELECTORS = ("skills", "group", "competence", "scope_level", "aspect", "match")


def settled(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with `of` of every rule and `cells` of every matrix as they follow from it."""
    whole = dict(document)
    if _blocks(document, "rules"):
        choices = Choices(document)
        whole["rules"] = [_rule(rule, choices) for rule in _blocks(document, "rules")]
    if _blocks(document, "matrices"):
        axes = {axis.get("id"): axis for axis in _blocks(document, "axes")}
        whole["matrices"] = [_matrix(matrix, axes) for matrix in _blocks(document, "matrices")]
    return whole


class Choices:
    """What the rules of a document choose from."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        level_of = {c.get("id"): c.get("level") for c in _blocks(document, "competences")}
        self.skills = [
            {**skill, "scope_level": level_of.get(skill.get("competence"))}
            for skill in _blocks(document, "skills")
            if not skill.get("retired")
        ]
        self.axes = {axis.get("id"): axis for axis in _blocks(document, "axes")}
        self.cells = {
            matrix.get("id"): _matrix(matrix, self.axes).get("cells") for matrix in _blocks(document, "matrices")
        }

    def size(self, rule: Mapping[str, Any], level: Any) -> int | None:
        """How many a rule chooses from; None where that cannot be counted."""
        kind = rule.get("kind")
        if kind in COUNTED:
            return None if "match" in rule else len(self._chosen(rule, level))
        if kind in ("groups", "competences"):
            return len(rule.get(str(kind), ()))
        if kind in ("axis-values", "one-value"):
            axis = self.axes.get(rule.get("axis"))
            return len(rule.get("values") or axis.get("values", ())) if axis else None
        if kind == "matrix-cells":
            return self.cells.get(rule.get("matrix"))
        return None

    def _chosen(self, rule: Mapping[str, Any], level: Any) -> list[dict[str, Any]]:
        skills = self.skills
        if not any(selector in rule for selector in SELECTORS):
            skills = [skill for skill in skills if skill["scope_level"] == level]
        if "skills" in rule:
            skills = [skill for skill in skills if skill.get("id") in rule["skills"]]
        for selector in ("group", "competence", "scope_level", "aspect"):
            if selector in rule:
                skills = [skill for skill in skills if skill.get(selector) == rule[selector]]
        return [skill for skill in skills if skill.get("comparison")] if rule["kind"] == "comparisons" else skills


def _rule(rule: Mapping[str, Any], choices: Choices) -> dict[str, Any]:
    level = rule.get("level")
    whole = {**_counted(rule, choices, level)}
    if _blocks(rule, "requires"):
        whole["requires"] = [_counted(entry, choices, level) for entry in _blocks(rule, "requires")]
    return whole


def _counted(rule: Mapping[str, Any], choices: Choices, level: Any) -> dict[str, Any]:
    size = choices.size(rule, level) if "of" in rule else None
    return {**rule, "of": size} if size is not None else dict(rule)


def _matrix(matrix: Mapping[str, Any], axes: Mapping[Any, Mapping[str, Any]]) -> dict[str, Any]:
    rows, columns = axes.get(matrix.get("rows")), axes.get(matrix.get("columns"))
    if rows is None or columns is None:
        return dict(matrix)
    times = len(_blocks(rows, "values")) if matrix.get("kind") == "product" else 1
    return {**matrix, "cells": len(_blocks(columns, "values")) * times}


def _blocks(table: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    value = table.get(field)
    return [block for block in value if isinstance(block, Mapping)] if isinstance(value, list) else []
