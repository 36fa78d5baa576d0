"""Reading what is dropped in: notebooks, scripts, training logs, model cards. Pure, and nothing is ever executed.

Everything here takes bytes or text and gives back frozen values. See docs/decisions/0060-inspection.md.
"""
