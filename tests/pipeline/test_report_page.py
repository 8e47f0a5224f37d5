# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the page says is put in order: the gravest first, facing pages together, no check left out in silence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.pagemap import ranges
from octavo.pipeline.report_page import and_list, bytes_said, checks, counted, groups, shown_pages, spreads, weigh

Data = dict[str, Any]


def problem(code: str, severity: str, edition: str = "en", *hints: str) -> Data:
    return {"code": code, "severity": severity, "edition": edition, "hints": list(hints), "pages": []}


def test_problems_of_one_code_stand_together_and_errors_first() -> None:
    found = groups(
        [
            problem("R207", "warning"),
            problem("R201", "error", "en", "mend it"),
            problem("R207", "warning", "en", "another hint"),
            problem("R201", "error", "en", "mend it"),
            problem("R201", "error", "az"),
        ],
        "en",
    )
    assert [(each["code"], len(each["problems"])) for each in found] == [("R201", 2), ("R207", 2)]
    assert (found[0]["hints"], found[0]["own_hints"]) == (("mend it",), False), "one hint is said once"
    assert (found[1]["hints"], found[1]["own_hints"]) == ((), True)


def pages(count: int) -> Data:
    given = [{"number": n, "label": str(n), "side": "recto", "blank": False} for n in range(1, count + 1)]
    return {"pages": given, "pictures": {f"page-{n:05}": {"src": f"{n}.png"} for n in range(1, count + 1)}}


@given(count=st.integers(1, 40), data=st.data())
def test_every_page_is_shown_once_and_faces_its_neighbour(count: int, data: st.DataObject) -> None:
    added = data.draw(st.integers(0, 3))
    first = data.draw(st.integers(1, count + 1))
    padding = list(range(first, first + added))
    filler = padding[: data.draw(st.integers(0, added))]
    told = {
        "output": "press",
        "padding": padding[len(filler) :],
        "filler": filler,
        "coloured": [1],
        "pictures": {f"added-{at:05}": {"src": f"{at}.png"} for at in filler},
    }
    shown = spreads(pages(count), [told])
    bound = [page for spread in shown for page in spread]
    assert [page["label"] for page in bound if not page["added"]] == [str(n) for n in range(1, count + 1)]
    assert [at for at, page in enumerate(bound, 1) if page["added"]] == padding
    assert [at for at, page in enumerate(bound, 1) if page["added"] == "filler" and page["picture"]] == filler
    assert [len(spread) for spread in shown[1:-1]] == [2] * len(shown[1:-1])
    assert len(shown[0]) == 1
    assert [page["coloured"] for page in bound] == [True, *[False] * (len(bound) - 1)]


def test_pages_without_a_print_file_are_shown_as_they_are() -> None:
    assert [len(spread) for spread in spreads(pages(4), [])] == [1, 2, 1]


def test_of_a_long_book_those_are_shown_of_which_there_is_a_picture() -> None:
    told = pages(9)
    assert shown_pages(told) == 9
    told["pictures"] = {name: told["pictures"][name] for name in ("page-00001", "page-00005", "page-00009")}
    assert shown_pages(told) == 3
    assert [[page["number"] for page in spread] for spread in spreads(told, [])] == [[1], [4, 5], [8, 9]]


def test_no_check_is_left_out_in_silence() -> None:
    told = {
        "machine": {"run": False, "reason": "neither is installed", "pages": []},
        "judged": [{"name": "lines", "run": True, "reason": ""}, {"name": "type", "run": False, "reason": "no number"}],
    }
    files = {"b-press.pdf": "0", "b.epub": "0", "b-screen.pdf": "0", "b-office.pdf": "0", "b-cover.jpg": "0"}
    about: dict[str, dict[str, Any]] = {path: {"machine": []} for path in files}
    edition = {"files": files, "printed": {"b-press.pdf": told}, "about": about}
    found: dict[tuple[str, bool], list[str]] = {}
    for name, run, _, paths in checks(edition):
        found.setdefault((name, not run), []).extend(paths)
    assert found["lines", False] == ["b-press.pdf"]
    assert found["type", True] == ["b-press.pdf"]
    assert found["measured ink", True] == ["b-press.pdf"]
    assert found["qpdf", True] == ["b-press.pdf"]
    assert found["veraPDF", True] == ["b-press.pdf", "b-screen.pdf"]
    assert found["rules of EPUB 3.3", False] == ["b.epub"]
    assert found["EPUBCheck", True] == ["b.epub"]
    assert found["pages as laid out", False] == ["b-screen.pdf", "b-office.pdf"]
    assert ["press.pdf"] in [paths for _, _, _, paths in checks(edition, "b-")]
    ran = [run for _, run, _, _ in checks(edition)]
    assert ran == sorted(ran, reverse=True), "what was run is named first"
    about["b-press.pdf"]["machine"] = [
        {"judge": "qpdf", "run": True, "reason": "", "said": ["qpdf complains: of a hole"]},
        {"judge": "Poppler", "run": True, "reason": "", "said": []},
        {"judge": "veraPDF's engine with rules", "run": False, "reason": "there is no Java", "said": []},
    ]
    told_now = {name: (run, said) for name, run, said, paths in checks(edition) if "b-press.pdf" in paths}
    assert told_now["qpdf"] == (True, "qpdf complains: of a hole")
    assert told_now["Poppler"] == (True, "no complaint")
    assert told_now["veraPDF's engine with rules"] == (False, "there is no Java")
    assert "veraPDF" not in told_now
    assert told_now["MuPDF"][0] is False


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (ranges([3, 7, 8, 9, 12]), "3, 7–9, 12"),
        (ranges([]), ""),
        (and_list(["a", "b", "c"]), "a, b and c"),
        (and_list([]), ""),
        (counted(1, "page"), "1 page"),
        (counted(0, "page"), "0 pages"),
        (weigh({"error": 2, "note": 1}), "2 errors and 1 note"),
        (weigh({}), "no problems"),
        (bytes_said(1_034_000), "1.03 MB"),
        (bytes_said(12), "1 kB"),
    ],
)
def test_numbers_are_said_in_words(said: str, wanted: str) -> None:
    assert said == wanted
