# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files for the press opened again."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

MM = 72 / 25.4
SMALL = "img { width: 10mm }"
HTML = """<h1>Boats and <a href="#end">ends</a></h1>
<p>Black words, <span style="color:#7a1f2b">dark red</span>, <span style="color:#808080">grey</span> and
<span style="color:#fff">white</span> ones.</p><hr>
<p style="background:linear-gradient(90deg,#7a1f2b,#fff)">A gradient</p>
<p><img src="grey.jpg" alt="A slope"><img src="colour.jpg" alt="A colour"><img src="table.png" alt="A table"></p>
<p style="break-before:page" id="end">Only black here.</p>"""


@cache  # objects live as long as their file
def opened(data: bytes) -> Any:
    import pikepdf

    return pikepdf.open(BytesIO(data))
