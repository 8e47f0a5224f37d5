# SPDX-License-Identifier: AGPL-3.0-or-later
"""The guide of a pack: one page in the language of whoever translates, from the house's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.pipeline.translation import Source, catalog_of, house_file, templates
from octavo.resources.shared import templates_folder

if TYPE_CHECKING:
    from octavo.model.locale import Language


def guide_of(source: Source, language: Language) -> bytes:
    """Return the guide as HTML; what the house can't say in the language is in English, between square brackets."""
    from octavo.compose.environment import ThemeLoader, environment_of
    from octavo.compose.words import words_of
    from octavo.localize.status import status
    from octavo.localize.strings import read_strings, template_messages

    tag = language.tag
    path, data = source.folder / "locale" / tag / "strings.po", house_file(tag, "po")
    own = path.read_bytes() if path.is_file() else None
    house = {f"templates/locale/{tag}.po": data} if data is not None else {}
    read = read_strings(own, house, language, template_messages(templates()))
    known = read.value.entries if read.value is not None else {}
    words = words_of(language, {name: entry.forms for name, entry in known.items() if entry.forms})
    catalog = catalog_of(source, tag).value
    counted = status(catalog, source.messages) if catalog is not None else ()
    values = {
        "_": words.say,
        "digits": words.digits,
        "language": language,
        "title": source.publication.manifest.title,
        "done": sum(each.translated + each.accepted for each in counted),
        "count": sum(each.messages for each in counted),
    }
    engine = environment_of(ThemeLoader(templates_folder(), {}, ""), values)
    return engine.get_template("pack/guide.html").render().encode() + b"\n"
