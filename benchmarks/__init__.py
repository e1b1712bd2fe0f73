"""Lanai measured beside other frameworks and beside a hand-written page, in one run.

`python -m benchmarks` runs everything; `benchmarks/README.md` says what is measured and how to add a framework.
"""
