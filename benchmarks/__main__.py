"""`python -m benchmarks NAME [--json]`: run one benchmark, or the proof of anonymity, and print what it found."""

from __future__ import annotations

import argparse
import sys

from benchmarks import anonymity, count, desk, intake, pages, release, report, search, submit

BENCHMARKS = {
    "submit": submit.run,
    "intake": intake.run,
    "desk": desk.run,
    "search": search.run,
    "count": count.run,
    "release": release.run,
    "pages": pages.run,
    "report": report.run,
    "anonymity": anonymity.run,
}


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Product and reference in one run.")
    parser.add_argument("name", choices=sorted(BENCHMARKS))
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument("--server", choices=("waitress", "gunicorn"), default="waitress")
    parser.add_argument("--seconds", type=float, default=15, help="length of a load run")
    options = parser.parse_args(arguments)
    result = BENCHMARKS[options.name](seconds=options.seconds, kind=options.server)
    print(result.as_json() if options.json else result.as_text())
    return 1 if result.errors else 0


if __name__ == "__main__":
    sys.exit(main())
