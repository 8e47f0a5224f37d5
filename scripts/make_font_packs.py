# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes octavo/resources/packs/: the fonts that `octavo fonts add` brings, with a digest for every package and file.

Run it from the top of the checkout, with npm on the machine; the packages are left in the folder given, for a look.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
from pathlib import Path

PACKS = Path(__file__).parents[1] / "octavo" / "resources" / "packs"
VERSION = "0.4.3"
GROUP = "cjk"
# Pack, what it is for, ISO 15924, the end of the names of its fonts; the order in which they lend letters to others.
WANTED = (
    ("zh-Hans", "Chinese in simplified characters", "Hans", "SC"),
    ("ja", "Japanese", "Jpan", "JP"),
    ("ko", "Korean", "Kore", "KR"),
)
# Style, role, the family of the house that lends Latin letters, version of the font.
STYLES = (("Serif", "text", "Octavo Serif", "2.003"), ("Sans", "sans", "Octavo Sans", "2.004"))
WEIGHTS = ((400, "400Regular", "Regular"), (700, "700Bold", "Bold"))
HEAD = "# SPDX-License-Identifier: 0BSD\n"


def main(folder: Path) -> None:
    """Have npm bring each package into `folder`, and write the lists."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = [f"{HEAD}# The packs of fonts, written by scripts/make_font_packs.py.\npacks:\n"]
    for name, title, script, end in WANTED:
        listed.append(
            f"  - name: {name}\n    title: {title}\n    group: {GROUP}\n    scripts: [{script}]\n    packages:\n"
        )
        families = [f"{HEAD}# The fonts of the pack {name}, written by scripts/make_font_packs.py.\nfamilies:\n"]
        for style, role, companion, version in STYLES:
            package = f"@expo-google-fonts/noto-{style.lower()}-{end.lower()}"
            listed.append(_package(folder, package, style, end))
            family = f"Noto {style} {end}"
            families.append(
                f"  - family: {family}\n    role: {role}\n    scripts: [{script}]\n    companion: {companion}\n"
                f"    licence: {{spdx: OFL-1.1, file: OFL-{style}.txt}}\n    source:\n"
                f'      - {{name: {family}, version: "{version}", package: "{package}@{VERSION}"}}\n    files:\n'
            )
            for weight, _, cut in WEIGHTS:
                file = f"Noto{style}{end}-{cut}.ttf"
                digest = _sha256(folder / file)
                families.append(
                    f"      - {{file: {file}, style: normal, weight: {weight},\n         sha256: {digest}}}\n"
                )
        (PACKS / f"{name}.yaml").write_text("".join(families), "utf-8")
    (PACKS / "packs.yaml").write_text("".join(listed), "utf-8")


def _package(folder: Path, package: str, style: str, end: str) -> str:
    """Bring a package, take out what the pack has of it, and return its entry."""
    archive = folder / f"{package.removeprefix('@').replace('/', '-')}-{VERSION}.tgz"
    if not archive.is_file():
        subprocess.run(["npm", "pack", "--silent", f"{package}@{VERSION}"], cwd=folder, check=True)
    members = {
        f"package/{folded}/Noto{style}{end}_{folded}.ttf": f"Noto{style}{end}-{cut}.ttf" for _, folded, cut in WEIGHTS
    }
    members["package/LICENSE_FONT"] = f"OFL-{style}.txt"
    with tarfile.open(archive) as opened:
        for member, file in members.items():
            if (stream := opened.extractfile(member)) is not None:
                (folder / file).write_bytes(stream.read())
    files = "".join(
        f"          - {{member: {member}, file: {file},\n             sha256: {_sha256(folder / file)}}}\n"
        for member, file in members.items()
    )
    return (
        f'      - name: "{package}"\n        version: {VERSION}\n        bytes: {archive.stat().st_size}\n'
        f"        sha256: {_sha256(archive)}\n        files:\n{files}"
    )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
