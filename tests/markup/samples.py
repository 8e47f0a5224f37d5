# SPDX-License-Identifier: AGPL-3.0-or-later
"""A text with everything the dialect has, and short ways to look at what was read."""

from __future__ import annotations

from octavo.markup.parse import ParsedText, parse_text
from octavo.model.blocks import Block, walk

FILE = "text/01-sample.md"

FULL = """\
# A sample town {#town}

<!-- note: “boat” is the ferry -->
Between {killed.range} people
left[^boat] by boat on {night.date}. *So* says the **report** of
[a friend][home], `code`, <https://example.org> and [@example2001, pp. 3–4; @other].

::: quote {by="A neighbour" source=example2001 lang=en}
We walked\\
through [Nümunə]{lang=az}.
:::

<!-- allow T922: sample -->
- first
- second
  1. inner

     more of it

:::: aside {title="On boats"}
::: verse
Over the water
under the sky
:::
::::

| Day | Boats |
|-----|------:|
| Monday | 12 |
| {night.date} | {killed} |

Ferry
: A boat that goes to and fro.

## The way back

```text
{not.a.placeholder} [^none] <!-- no comment -->
```

---

::: photo {src=boat.jpg size=page}
:::

[^boat]: Its name was Example.[^again]

    It had a second paragraph.

[^again]: A note in a note.

[home]: https://example.org/home "The friend"
"""


def parsed(source: str) -> ParsedText:
    """Return the text read as a part whose file is FILE."""
    return parse_text(source, FILE)


def all_blocks(text: ParsedText) -> list[Block]:
    """Return every block of a text: title, body and notes."""
    roots = ((text.title,) if text.title else ()) + text.blocks
    return [*walk(roots), *(block for note in text.notes.values() for block in walk(note))]


def outline(blocks: tuple[Block, ...], depth: int = 0) -> list[str]:
    """Return the blocks as indented lines: kind, number in the source, and the attributes that say something."""
    lines = []
    for block in blocks:
        attributes = " ".join(f"{key}={value}" for key, value in block.attrs.items() if value)
        lines.append("  " * depth + f"{block.kind} {block.key.rpartition('#')[2]} {attributes}".rstrip())
        lines += outline(block.children, depth + 1)
    return lines


def codes(text: ParsedText) -> list[str]:
    """Return the problems as “code line:column”."""
    return [f"{each.code} {each.place.line}:{each.place.column}" for each in text.problems]
