"""What Google documents of Cloud Tasks, rule by rule, as code that holds an emulator to it.

`python -m emulator.tasks.conformance` runs every rule against this emulator, or with `--grpc HOST:PORT` against any
other, and prints how many rules of each area it keeps. Each rule's docstring says it in a sentence; `source` is where
Google says it.
"""
