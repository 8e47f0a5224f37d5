# SPDX-License-Identifier: AGPL-3.0-or-later
"""A publication copied aside with pseudo-languages, to be built like any other."""

from __future__ import annotations

import shutil
from pathlib import Path

from octavo.pipeline.languages import MANIFEST, with_edition
from octavo.pipeline.translation import Source, house_file, written
from octavo.pipeline.translation_words import all_words


def make_pseudo(source: Source, to: Path) -> Path:
    """Copy the publication to `to`/<name>, give it the pseudo-languages as editions, and return that folder.

    What is there already is replaced. Where the manifest's editions can't be added to, they are only in locale/.
    """
    from octavo.localize.pseudo import PSEUDO, pseudo_files

    folder = to / source.folder.resolve().name
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(source.folder, folder)
    text = (folder / MANIFEST).read_bytes().decode()
    words = all_words(source)
    for tag in PSEUDO:
        files = pseudo_files(source.publication, source.messages, words, tag, house_file(tag, "yaml"))
        written(folder / "locale" / tag, files)
        text = with_edition(text, tag, source.publication.manifest.language) or text
    (folder / MANIFEST).write_bytes(text.encode())
    return folder
