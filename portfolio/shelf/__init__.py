"""Listed projects as the explore page reads them: packed into numbers, and asked by the thousand. Pure, no database.

What a project can be found by are its traits, a kind and a value each; every trait has a number, and a project is a row
of numbers (`entries`). A shelf is many such rows (`rows`); one look at it says for any number of sets of traits which
projects have one of them. `asks` makes sets of what somebody looks for.
"""
