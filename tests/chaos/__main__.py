"""The fault suite: breaks workers, broker and state while articles pass, and says whether the guarantees held.

usage: python -m tests.chaos [--only NAME]… [--short] [--seed N] [--soak-minutes N] [--json FILE]
"""

import argparse
import asyncio
import contextlib
import logging
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson

from agents.broker import EmbeddedBroker
from tests.chaos.catalogue import SCENARIOS
from tests.chaos.report import HEAD, details, document, line
from tests.chaos.runner import Plan, run_all
from tests.chaos.scenario import LONG, SHORT, Result, Scenario

SEED = 20240301


def main() -> int:
    """Runs; 0 when every promise held."""
    arguments = _arguments()
    logging.disable(logging.CRITICAL)  # Kafka's clients complain of what is broken here on purpose
    plan_scale = SHORT if arguments.short else LONG
    changes = {"articles": arguments.articles, "few": arguments.few, "kills": arguments.kills}
    if arguments.soak_minutes is not None:
        changes["soak"] = arguments.soak_minutes * 60
    scale = replace(plan_scale, **{name: value for name, value in changes.items() if value is not None})
    chosen = _chosen(arguments)
    print(f"seed {arguments.seed}\n{HEAD}", flush=True)
    with _broker() as address:
        plan = Plan(chosen, scale, arguments.seed, address, arguments.at_once, arguments.logs)
        results = asyncio.run(run_all(plan, _say))
    if arguments.json:
        arguments.json.write_bytes(
            orjson.dumps(document(results, arguments.seed), option=orjson.OPT_INDENT_2)
        )
    failed = [result.scenario for result in results if not result.passed]
    print(f"failed: {', '.join(failed)}" if failed else f"all {len(results)} passed")
    return 1 if failed else 0


def _chosen(arguments: argparse.Namespace) -> list[Scenario]:
    if arguments.only:
        return [one for one in SCENARIOS if one.name in arguments.only]
    return [one for one in SCENARIOS if one.short or not arguments.short]


def _arguments() -> argparse.Namespace:
    names = "\n".join(f"  {one.name:<16} {one.promise}" for one in SCENARIOS)
    parser = argparse.ArgumentParser(
        prog="python -m tests.chaos",
        description=(__doc__ or "").partition("\n")[0],
        epilog=f"scenarios:\n{names}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    known = [one.name for one in SCENARIOS]
    parser.add_argument(
        "--only", action="append", choices=known, metavar="NAME", help="this one; may be repeated"
    )
    parser.add_argument("--short", action="store_true", help="the size that the tests run")
    parser.add_argument("--seed", type=int, default=SEED, help=f"what chance decides (default {SEED})")
    parser.add_argument("--articles", type=int, help=f"while workers are killed (default {LONG.articles:,})")
    parser.add_argument("--few", type=int, help=f"in each other scenario (default {LONG.few:,})")
    parser.add_argument("--kills", type=int, help=f"of workers (default {LONG.kills})")
    parser.add_argument("--soak-minutes", type=float, metavar="N", help=f"(default {LONG.soak / 60:.0f})")
    parser.add_argument(
        "--at-once", type=int, default=2, metavar="N", help="scenarios side by side (default 2)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    parser.add_argument(
        "--logs", type=Path, metavar="DIR", help="keep what the workers write, in an empty folder"
    )
    return parser.parse_args()


@contextlib.contextmanager
def _broker() -> Iterator[str]:
    with EmbeddedBroker() as broker:
        yield broker.address


def _say(result: Result) -> None:
    print(line(result), details(result), sep="\n" if details(result) else "", flush=True)


if __name__ == "__main__":
    sys.exit(main())
