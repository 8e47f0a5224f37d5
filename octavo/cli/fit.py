# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo fit: all editions of a publication on the same pages."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from octavo.cli.help import examples
from octavo.cli.places import complete, home, publications, shown
from octavo.cli.progress import progress, show_progress
from octavo.cli.talk import print_json, problems_json, show_all, show_problems

if TYPE_CHECKING:
    from pathlib import Path

    from octavo.diagnostics.problem import Outcome
    from octavo.pipeline.fit import FitResult, Fitted


@click.command(
    "fit",
    short_help="Bring all editions of a publication to the same pages.",
    epilog=examples(
        {
            "octavo fit my-book": "the count of pages that all editions reach by the least means",
            "octavo fit my-book --to 48": "to this count",
            "octavo fit my-book --dry-run": "say what would be done, write nothing",
        }
    ),
)
@click.argument("name", metavar="PUBLICATION", shell_complete=complete)
@click.option(
    "-l", "--edition", "editions", multiple=True, metavar="EDITION", help="Only these: to the pages of the others."
)
@click.option("--to", type=click.IntRange(1), metavar="PAGES", help="To this count of pages; else the nearest for all.")
@click.option("--dry-run", is_flag=True, help="Write nothing.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How many processes; by default one a core.")
@show_progress
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
@show_all
def command(
    name: str,
    editions: Sequence[str],
    to: int | None,
    dry_run: bool,
    jobs: int | None,
    style: str | None,
    as_json: bool,
    everything: bool,
) -> None:
    """Bring all editions of PUBLICATION to the same pages, part by part.

    What it takes is little: the grid at most 4 % closer or wider, letters at most 1 % of their size, more or fewer
    words broken, a line or two more above headings and figures. It is written to locale/TAG/fit.yaml, which builds
    read. Where that is not enough, the paragraphs to shorten are named, the cheapest first.
    """
    from octavo.pipeline.fit import fit_publication, write_fits
    from octavo.pipeline.fit_layout import FitWish
    from octavo.pipeline.options import house_options

    folder = publications([name])[0]
    options = house_options(home() / "output", editions=tuple(editions), jobs=jobs or 0)
    wish = FitWish.of(folder, options, to or 0, shown(folder).as_posix())
    told = progress(style)
    try:
        outcome = fit_publication(wish, told)
    finally:
        told.end()
    result = outcome.value
    made = {each.edition for each in result.editions} if result is not None else set()
    if (unknown := sorted(set(editions) - made)) and not outcome.problems:
        raise click.UsageError(f"there is no edition “{unknown[0]}”")
    files = write_fits(folder, result) if result is not None and not dry_run else ()
    _show(outcome, files, as_json=as_json, everything=everything)
    sys.exit(1 if outcome.failed else 0)


def _show(outcome: Outcome[FitResult], files: Sequence[Path], *, as_json: bool, everything: bool) -> None:
    """Say what was found and written."""
    result, names = outcome.value, [shown(path).as_posix() for path in files]
    if as_json:
        found = _as_data(result) if result is not None else {}
        print_json({**found, "files": names, "problems": problems_json(outcome.problems)})
        return
    if result is not None:
        click.echo("\n".join(_told(result)))
    for name in names:
        click.echo(name)
    show_problems(outcome.problems, everything=everything)


def _told(result: FitResult) -> list[str]:
    lines = [f"{result.pages} pages"]
    for each in result.editions:
        state = "fits" if each.choice.fits else "does not fit"
        lines.append(f"{each.edition}: {each.before} pages before, {state}; {_means(each)}")
    return lines


def _means(fitted: Fitted) -> str:
    """Return by which means an edition gets there, as few words as that takes."""
    said = []
    if fitted.fit.lines:
        said.append(f"{fitted.fit.lines:+d} line{'s' * (abs(fitted.fit.lines) > 1)} on every page")
    for name, part in fitted.fit.parts.items():
        means = [f"tracking {part.tracking:+g} %"] if part.tracking else []
        means += ["more hyphens"] if part.hyphens else []
        means += [f"{part.air} more above headings"] if part.air else []
        said += [f"{name}: {', '.join(means)}"] if means else []
    return "; ".join(said) or "as it runs"


def _as_data(result: FitResult) -> dict[str, Any]:
    opens = {point.name: page for point, page in zip(result.points, result.opens, strict=True)}
    editions = {
        each.edition: {
            "before": each.before,
            "fits": each.choice.fits,
            "missing": dict(zip(opens, each.choice.missing, strict=True)),
            **{key: value for key, value in each.fit.model_dump().items() if key in ("lines", "parts")},
        }
        for each in result.editions
    }
    return {"pages": result.pages, "opens": opens, "editions": editions}
