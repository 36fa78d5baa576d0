"""1EdTech CASE 1.0 and 1.1: packages in and out, and the answers of the read paths.

`source` finds the packages in a file, `checks` says what is wrong with one, `reading` makes a document of it, `writing`
a package of a document, `shapes` holds the standard's types, `strict` writes by them, `serving` makes single answers.
"""
