# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain values to frozen models; whatever a model refuses becomes a problem at its line, in plain words."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from octavo.diagnostics.problem import Problem, problem
from octavo.load.tags import unknown_tag
from octavo.load.words import near_or_all
from octavo.load.yaml_file import Path, YamlFile, find, place_of, plain
from octavo.model.ledger import Edtf, Id
from octavo.model.manifest import EditionName, Name, Tag
from octavo.model.printer import Name as PrinterName
from octavo.model.theme import Colour

M = TypeVar("M", bound=BaseModel)

# What each type error of pydantic asks for, in an author's words.
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "decimal_type": "a number",
    "decimal_parsing": "a number written with digits and a point, without grouping",
    "finite_number": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "date_type": "a date such as 2026-11-22",
    "date_parsing": "a date such as 2026-11-22",
    "date_from_datetime_parsing": "a date such as 2026-11-22",
    "date_from_datetime_inexact": "a date such as 2026-11-22",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
}


def _pattern(form: Any) -> tuple[str, str]:
    info = get_args(form)[1]
    return next(str(rule.pattern) for rule in info.metadata if hasattr(rule, "pattern")), str(info.description)


_FORMS = dict(_pattern(form) for form in (Name, PrinterName, Id, Edtf, Colour)) | {
    r"^[a-z]{3}$": "a MARC relator code of three letters, such as aut, edt or trl",
    r"^(\d{5})?$": "five digits",
}
# Words under which authors would like to type what is derived from the sources.
_VERIFICATION = frozenset({"verified", "verification", "verified_by", "checked", "state", "status", "unverified"})
_TAGS = frozenset(_pattern(form)[0] for form in (Tag, EditionName))


def validate(model: type[M], yaml: YamlFile) -> tuple[M | None, tuple[Problem, ...]]:
    """Return the model of the file, or None and one problem for each value that the model refuses."""
    value, problems, _ = _validated(model, yaml)
    return value, problems


def validate_items(model: type[M], yaml: YamlFile) -> tuple[M | None, tuple[Problem, ...]]:
    """Return the model of the file without the list items that it refuses, and the problems of those.

    So one slip in a ledger of a hundred entries does not hide what is wrong with the others, and none of the others is
    told to be missing. There is no value only where the file as a whole is not what it should be.
    """
    value, problems, errors = _validated(model, yaml)
    if value is not None:
        return value, problems
    values = _spelled(yaml, errors)
    refused = {tuple(each["loc"][:2]) for each in errors}
    for section in list(values):
        if (section,) in refused or not isinstance(values[section], list):
            del values[section]
            continue
        values[section] = [item for at, item in enumerate(values[section]) if (section, at) not in refused]
    try:
        return model.model_validate(values), problems
    except ValidationError:
        return None, problems


def _validated(model: type[M], yaml: YamlFile) -> tuple[M | None, tuple[Problem, ...], list[Any]]:
    values = plain(yaml.root)
    for _ in range(2):
        try:
            return model.model_validate(values), (), []
        except ValidationError as error:
            errors: list[Any] = list(error.errors())
        values = _spelled(yaml, errors)
    return None, tuple(_problem(model, yaml, each) for each in errors), errors


def _spelled(yaml: YamlFile, errors: list[Any]) -> Any:
    """Return the file's values; where text is wanted, `title: 1984` and `date: 1992` are meant as they are spelled."""
    values = plain(yaml.root)
    for each in errors:
        if _is_number_for_text(yaml, each):
            _put(values, each["loc"], find(yaml, each["loc"]).text)
    return values


def _is_number_for_text(yaml: YamlFile, error: Any) -> bool:
    number = isinstance(error["input"], int | float) and not isinstance(error["input"], bool)
    return error["type"] == "string_type" and number and find(yaml, error["loc"]).kind == "scalar"


def _put(values: Any, path: Path, text: str) -> None:
    for step in path[:-1]:
        values = values[step]
    values[path[-1]] = text


def _problem(model: type[BaseModel], yaml: YamlFile, error: Any) -> Problem:
    path, kind, context = error["loc"], error["type"], error.get("ctx", {})
    place, name, given = place_of(yaml, path), _spoken(path), _shown(error["input"])
    match kind:
        case "missing":
            found = problem("M102", place, key=name, what=_what(model, path))
        case "extra_forbidden":
            found = _unknown_key(model, yaml, path)
        case "literal_error":
            hints = near_or_all(str(error["input"]), _choices(model, path))
            found = problem("M106", place, hints=hints, key=name, given=given)
        case "string_pattern_mismatch" if context["pattern"] in _TAGS:
            found = unknown_tag(str(error["input"]), place)
        case "string_pattern_mismatch":
            found = problem("M105", place, key=name, given=given, wanted=_FORMS[context["pattern"]])
        case "string_too_short":
            found = problem("M107", place, key=name)
        case "too_short":
            detail = f"a list of at least {context['min_length']}"
            found = problem("M108", place, key=name, given=f"a list of {context['actual_length']}", detail=detail)
        case "value_error":
            found = problem("M109", place, detail=str(context["error"]))
        case _ if kind in _WANTED:
            found = problem("M104", place, key=name, given=given, wanted=_WANTED[kind])
        case _:
            found = problem("M108", place, key=name, given=given, detail=error["msg"].removeprefix("Input should be "))
    return found


def _spoken(path: Path) -> str:
    """Return a value's name for a sentence: the last key on its way, for an item of a list the list's."""
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "the file")


def _shown(given: object) -> str:
    match given:
        case dict():
            return "keys and values"
        case list() | tuple():
            return "a list"
        case None | "":
            return "empty"
        case bool():
            return f"“{str(given).lower()}”"
    return f"“{str(given)[:60]}”"


def _unknown_key(model: type[BaseModel], yaml: YamlFile, path: Path) -> Problem:
    place = place_of(yaml, path, at_key=True)
    if yaml.file.startswith("facts/") and str(path[-1]) in _VERIFICATION:
        return problem("D127", place, key=str(path[-1]))
    around = _model_at(model, path[:-1])
    known = list(around.model_fields) if around else []
    return problem("M101", place, hints=near_or_all(str(path[-1]), known), key=str(path[-1]))


def _field_at(model: type[BaseModel], path: Path) -> FieldInfo | None:
    around = _model_at(model, path[:-1])
    return around.model_fields.get(str(path[-1])) if around and path else None


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Return the model that describes the mapping at a path."""
    here: Any = model
    for step in path:
        if _is_model(here):
            field = here.model_fields.get(str(step))
            here = _bare(field.annotation) if field else None
        else:
            # tuple[X, ...] holds its items first, dict[str, X] its values last.
            inner = get_args(here)
            here = _bare(inner[0] if isinstance(step, int) else inner[-1]) if inner else None
    return here if _is_model(here) else None


def _bare(annotation: Any) -> Any:
    """Return the annotation without Annotated and without None."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(each for each in get_args(annotation) if each is not NoneType))
    return annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _choices(model: type[BaseModel], path: Path) -> list[str]:
    field = _field_at(model, path)
    return [str(choice) for choice in get_args(_bare(field.annotation))] if field else []


def _what(model: type[BaseModel], path: Path) -> str:
    field = _field_at(model, path)
    return f": {field.description}" if field and field.description else ""
