# SPDX-License-Identifier: AGPL-3.0-or-later
"""The template engine: Jinja in a sandbox, the theme's templates before the house's, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from traceback import walk_tb

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from octavo.compose.compiled import Compiled
from octavo.diagnostics.problem import Place, Problem, problem

HOUSE = "house:"


class ThemeLoader(BaseLoader):
    """Finds `body/chapter.html` in the theme, then in the house; `house:body/chapter.html` in the house alone."""

    def __init__(self, house: Path, theme: Mapping[str, str], folder: str) -> None:
        self.house, self.theme, self.folder = house, theme, folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """Return the text of a template and the name its problems are told under."""
        if not template.startswith(HOUSE) and template in self.theme:
            return self.theme[template], f"{self.folder}/templates/{template}", None
        name = template.removeprefix(HOUSE)
        path = (self.house / name).resolve()
        if not path.is_relative_to(self.house.resolve()) or not path.is_file():
            raise TemplateNotFound(template)
        return path.read_text("utf-8"), f"templates/{name}", None

    def has(self, template: str) -> bool:
        """Tell whether there is such a template."""
        return template in self.theme or (self.house / template).is_file()


def environment_of(loader: ThemeLoader, values: Mapping[str, object]) -> Environment:
    """Return the engine with `values` as globals: escaping on, an undefined name is an error, themes are sandboxed."""
    engine = ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=lambda name: name is None or not name.endswith(".css"),
        undefined=StrictUndefined,
        bytecode_cache=Compiled(),
        optimized=False,  # looking for constants takes longer than what they would save
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    engine.globals.update(values)
    return engine


def template_problem(fault: Exception, page: str) -> Problem:
    """Return the problem that tells what went wrong in a template, at the innermost template line of its traceback."""
    if isinstance(fault, TemplateSyntaxError):
        place = Place(fault.filename or page, fault.lineno)
        return problem("H102", place, fault=_sentence(fault.message))
    if isinstance(fault, TemplateNotFound):
        return problem("H101", _innermost(fault, page), name=fault.name or "")
    return problem("H103", _innermost(fault, page), fault=_sentence(str(fault)))


def _innermost(fault: Exception, page: str) -> Place:
    lines = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(fault.__traceback__)
        # Jinja rewrites tracebacks so that a template's frames carry the name its loader gave, which ends in the
        # template's own suffix; Python's own frames do not.
        if frame.f_code.co_filename.endswith((".html", ".css"))
    ]
    return Place(*lines[-1]) if lines else Place(page)


def _sentence(text: str | None) -> str:
    first = (text or "unknown fault").strip().splitlines()[0].rstrip(".")
    return first[:1].lower() + first[1:]
