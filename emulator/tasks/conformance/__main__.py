"""Run the rules: python -m emulator.tasks.conformance [--grpc HOST:PORT] [--rest URL] [--firebase HOST:PORT].

Without an address: this emulator, started for it. With one: whatever answers there, in real time. Prints each rule that
is not kept and the counts by area, or with --json all results. --table prints such results side by side.
"""

from __future__ import annotations

import argparse
import json
import sys

from emulator.tasks.conformance.run import Result, Service, firebase, foreign, ours, run
from emulator.tasks.conformance.table import by_area, markdown


def main() -> int:
    """0 if every rule that could be tried is kept, but for the known gaps."""
    parser = argparse.ArgumentParser(prog="python -m emulator.tasks.conformance", description=__doc__)
    parser.add_argument("--grpc", metavar="HOST:PORT", help="another emulator, over gRPC")
    parser.add_argument("--rest", metavar="URL", help="the REST side of it, if it has one")
    parser.add_argument("--firebase", metavar="HOST:PORT", help="firebase-tools' tasks emulator, in its own dialect")
    parser.add_argument("--only", default="", help="only rules whose area or name has this in it")
    parser.add_argument("--json", action="store_true", help="all results as JSON")
    parser.add_argument("--table", nargs="+", metavar="NAME=FILE", help="a Markdown table of results saved by --json")
    options = parser.parse_args()
    if options.table:
        print(markdown(dict(entry.split("=", 1) for entry in options.table)))
        return 0
    if options.firebase:
        target = firebase(options.firebase)
    elif options.grpc:
        target = foreign(options.grpc, options.rest)
    else:
        target = ours()
    with target as service:
        results = _results(service, options.only, quiet=options.json)
    if options.json:
        print(json.dumps([result.plain() for result in results], indent=1))
    else:
        for area, counts in by_area([result.plain() for result in results]).items():
            print(f"{area}: {counts}")
    return int(any(result.broken and not result.rule.gap for result in results))


def _results(service: Service, only: str, quiet: bool) -> list[Result]:
    results = []
    for result in run(service, only):
        results.append(result)
        if not quiet and result.outcome != "kept":
            print(f"{result.outcome}: {result.rule.area}: {result.rule.sentence}\n    {result.why}", flush=True)
    return results


if __name__ == "__main__":
    sys.exit(main())
