# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ledger, the tables and the pictures in the edition's language, ready to print."""

from __future__ import annotations

from decimal import Decimal

from octavo.diagnostics.problem import Problem
from octavo.localize import dates, figures
from octavo.localize.formats import isolate, number
from octavo.localize.values import Values, value_runs, value_text
from octavo.model.blocks import Inline, plain
from octavo.model.data import Column, ImageCredit
from octavo.model.edition import CellText, FigureText, ImageText, RowText, SourceText, StatisticText, TableText
from octavo.model.ledger import Alternative, Figure, Source, Statistic

LEDGER = "facts/statistics.yaml"
SOURCES = "facts/sources.yaml"


def statistics_text(values: Values) -> dict[str, StatisticText]:
    """Return the statistics by id."""
    return {each.id: _statistic(each, values) for each in values.statistics.values()}


def _statistic(statistic: Statistic, values: Values) -> StatisticText:
    key = f"{LEDGER}#{statistic.id}"
    figure = _figure(statistic.figure, statistic, f"{key}.figure", values) if statistic.figure else None
    others = [_figure(each, statistic, f"{key}.alternatives.{each.id}", values) for each in statistic.alternatives]
    by_id = {each.id: each for each in ([figure] if figure else []) + others}
    found = figures.range_of(statistic, values.counts)
    sentence = figures.range_sentence(statistic, values.counts)
    return StatisticText(
        id=statistic.id,
        counts=value_text(f"{key}.counts", statistic.counts, values),
        unit=statistic.unit,
        figure=figure,
        alternatives=tuple(sorted(others, key=_from_low_to_high)),
        lowest=by_id[found[0][0]] if found else None,
        highest=by_id[found[1][0]] if found else None,
        range=(Inline("value", sentence, {"name": f"{statistic.id}.range"}),) if sentence else (),
        verified=_is_verified(statistic, values),
        part_of=statistic.part_of.whole if statistic.part_of else "",
        note=value_runs(f"{key}.note", statistic.note, values),
        key=key,
    )


def _figure(figure: Figure, statistic: Statistic, key: str, values: Values) -> FigureText:
    counts, language = values.counts, values.words.language
    text = isolate(figures.number_of(figure, counts), language)
    noun = figures.counted(figure, figures.unit_of(figure, statistic), "", counts)
    noun = text if isinstance(noun, Problem) else noun
    other = figure if isinstance(figure, Alternative) else None
    return FigureText(
        id=other.id if other else "figure",
        value=figure.value,
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        number=text,
        said=figures.said(figure, text, counts),
        counted=noun,
        said_counted=figures.said(figure, noun, counts),
        scope=value_runs(f"{key}.scope", other.scope, values) if other else (),
        sources=figure.sources,
        comparable=other.comparable if other else True,
        as_of=dates.date(figure.as_of, language) if figure.as_of else "",
        note=value_runs(f"{key}.note", figure.note, values),
        key=key,
    )


def _from_low_to_high(figure: FigureText) -> tuple[bool, Decimal, Decimal, str]:
    numbers = [each for each in (figure.value, figure.low, figure.high) if each is not None]
    return not numbers, min(numbers, default=Decimal()), max(numbers, default=Decimal()), figure.id


def _is_verified(statistic: Statistic, values: Values) -> bool:
    sources = statistic.figure.sources if statistic.figure else ()
    known = [values.counts.sources[name] for name in sources if name in values.counts.sources]
    return bool(known) and len(known) == len(sources) and all(each.read == "original" for each in known)


def sources_text(values: Values) -> dict[str, SourceText]:
    """Return the sources by id, in the ledger's order."""
    return {each.id: _source(each, values) for each in values.publication.sources.sources}


def _source(source: Source, values: Values) -> SourceText:
    key = f"{SOURCES}#{source.id}"
    return SourceText(
        id=source.id,
        short=source.short,
        author=source.author,
        title=source.title,
        year=dates.year(f"{source.year:04d}", values.words.language) if source.year is not None else "",
        kind=value_text(f"{key}.kind", source.kind, values),
        standpoint=value_text(f"{key}.standpoint", source.standpoint, values),
        url=source.url,
        read=source.read,
        through=value_text(f"{key}.through", source.through, values),
        note=value_runs(f"{key}.note", source.note, values),
        mark=figures.MARKS[source.read],
        group=source.group or "",
    )


def groups_text(values: Values) -> dict[str, str]:
    """Return the headings of the list of sources, by the groups' ids, in order."""
    groups = values.publication.sources.groups
    return {each.id: value_text(f"{SOURCES}#groups.{each.id}.title", each.title, values) for each in groups}


def tables_text(values: Values) -> dict[str, TableText]:
    """Return the data tables by id."""
    found = {}
    for name, table in sorted(values.publication.tables.items()):
        file = f"data/{name}.yaml"
        columns = {
            column: value_text(f"{file}#columns.{column}.title", each.title, values)
            for column, each in table.columns.items()
        }
        rows = tuple(
            RowText(
                f"{file}#rows.{at}",
                {
                    column: _cell(row[column], each, f"{file}#rows.{at}.{column}", values)
                    for column, each in table.columns.items()
                    if row.get(column) is not None
                },
            )
            for at, row in enumerate(table.rows)
        )
        found[name] = TableText(name, value_text(f"{file}#title", table.title, values), columns, rows)
    return found


def _cell(value: object, column: Column, key: str, values: Values) -> CellText:
    text, language = str(value), values.words.language
    match column.type:
        case "text":
            runs = value_runs(key, text, values)
            message = values.words.by_key.get(key)
            return CellText("text", runs, plain(runs), message=message.id if message else "")
        case "figure":
            return _figure_cell(text, key, values)
        case "flag":
            return CellText("flag", (), "1" if value is True else "")
        case "sources":
            names = tuple(value) if isinstance(value, list | tuple) else (text,)
            return CellText("sources", (), " ".join(names), names)
        case "date":
            shown = isolate(dates.date(text, language), language)
        case "number":
            shown = isolate(number(Decimal(text), language), language)
        case "plain":
            shown = text
    return CellText(column.type, (Inline("text", shown),), text)


def _figure_cell(name: str, key: str, values: Values) -> CellText:
    """Return a count of the ledger as its source says it: “at least 161”."""
    statistic, _, alternative = name.partition(".")
    found = values.statistics.get(statistic)
    others: dict[str, Figure] = {each.id: each for each in found.alternatives} if found else {}
    figure = others.get(alternative) if alternative else found.figure if found else None
    shown = Inline("value", values.text(f"{name}.said", key), {"name": f"{name}.said"})
    if figure is None:
        return CellText("figure", (shown,))
    limits = figures.ends(figure)
    return CellText("figure", (shown,), str(limits[1]) if limits else "", figure.sources)


def images_text(values: Values) -> dict[str, ImageText]:
    """Return the pictures by the name that texts use."""
    assets = {asset.file: asset for asset in values.publication.assets}
    found = {}
    for credit in values.publication.images.images:
        asset = assets.get(f"images/{credit.file}")
        if asset is not None:
            key = f"images/images.yaml#{credit.file}"
            words: dict[str, str] = {
                "alt": value_text(f"{key}.alt", credit.alt, values),
                "caption": value_text(f"{key}.caption", credit.caption, values),
            }
            translated: ImageCredit = credit.model_copy(update=words)
            found[credit.file] = ImageText(translated, asset, value_runs(f"{key}.caption", credit.caption, values))
    return found
