# SPDX-License-Identifier: AGPL-3.0-or-later
"""What has to come from the operating system: the libraries that WeasyPrint opens, and how to install them."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bootstrap.terminal import agreed, run, say

# The libraries WeasyPrint 70 opens (weasyprint/text/ffi.py), by the names they have on Linux, macOS and Windows.
LIBRARIES = {
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "HarfBuzz-Subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
}
PANGO_OF_DEBIAN = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
# What a person types to get Pango; the first manager found on the machine is its own.
PANGO_BY_MANAGER = {
    "apt-get": f"apt-get install {' '.join(PANGO_OF_DEBIAN)}",
    "dnf": "dnf install pango",
    "pacman": "pacman -S pango",
    "apk": "apk add "
    + " ".join(f"so:{name}" for name, *_ in LIBRARIES.values()),  # Alpine splits them over many packages
    "brew": "brew install pango",
    "port": "port install pango",
}
PAGE_BY_PLATFORM = {"win32": "windows", "darwin": "macos"}  # in docs/install/; every other system is on linux.md
# Neither Homebrew on Apple silicon nor MacPorts puts its libraries where macOS looks for them.
MACOS_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib")
WINDOWS_FOLDERS = (r"C:\msys64\ucrt64\bin", r"C:\msys64\mingw64\bin", r"C:\Program Files\GTK3-Runtime Win64\bin")


def is_root() -> bool:
    """Return whether this run may install packages of the system."""
    return sys.platform != "win32" and os.geteuid() == 0


def manager(which: Callable[[str], str | None] = shutil.which) -> str | None:
    """Return the name of the machine's package manager, or None."""
    return next((name for name in PANGO_BY_MANAGER if which(name)), None)


def missing_libraries(opens: Callable[[str], bool] | None = None) -> list[str]:
    """Return the libraries of LIBRARIES that cannot be opened here."""
    opens = opens or opens_library
    return [library for library, names in LIBRARIES.items() if not any(opens(name) for name in names)]


def opens_library(name: str) -> bool:
    """Return whether the dynamic loader finds a library, in the folders of WeasyPrint and library_path() too."""
    folders = [""]
    if sys.platform == "darwin":
        folders += [f"{folder}/" for folder in MACOS_FOLDERS]
    if sys.platform == "win32":
        wanted = os.environ.get("WEASYPRINT_DLL_DIRECTORIES", ";".join(WINDOWS_FOLDERS)).split(";")
        folders += [f"{folder}\\" for folder in wanted]
    return any(loads(folder + name) for folder in folders)


def loads(path: str) -> bool:
    """Return whether the dynamic loader takes this path."""
    try:
        ctypes.CDLL(path)
    except OSError:
        return False
    return True


def library_path(platform: str, given: str | None) -> str | None:
    """Return DYLD_FALLBACK_LIBRARY_PATH for a macOS machine, with what the person has set first; else None."""
    if platform != "darwin":
        return None
    return ":".join([given, *MACOS_FOLDERS] if given else [*MACOS_FOLDERS, "/usr/lib"])


def advice(missing: Sequence[str], platform: str, found_manager: str | None, root: bool) -> str:
    """Return what a person has to do to get the missing libraries, in full sentences."""
    page = PAGE_BY_PLATFORM.get(platform, "linux")
    if platform == "win32":
        how = "install MSYS2, then type in its window: pacman -S mingw-w64-ucrt-x86_64-pango"
    elif found_manager:
        sudo = "" if root or found_manager == "brew" else "sudo "
        how = f"type: {sudo}{PANGO_BY_MANAGER[found_manager]}"
    elif platform == "darwin":
        how = "install Homebrew, then type: brew install pango"
    else:
        how = "install Pango 1.44 or newer and HarfBuzz with this system's package manager"
    return f"these libraries are missing: {', '.join(missing)}\n    {how}\n    more: docs/install/{page}.md"


def install_debian(packages: Iterable[str], purpose: str) -> bool:
    """Install packages with apt-get after saying so (and asking, on a terminal); return whether it was done."""
    wanted = list(packages)
    say(f"octavo: installing {' '.join(wanted)} with apt-get {purpose}")
    if not agreed("octavo: go on?"):
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A fresh machine has no list of packages, and an old list names files that are gone.
    run(["apt-get", "update", "-qq"], environment=quiet)
    return run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *wanted], environment=quiet)


def may_install(allowed: bool) -> bool:
    """Return whether this run installs Debian packages itself: as root, on Debian or Ubuntu, if not forbidden."""
    return allowed and is_root() and manager() == "apt-get"


def ensure_pango(allowed: bool) -> str | None:
    """Get the libraries that pages are set with; return None, or what a person has to do first."""
    if not (missing := missing_libraries()):
        return None
    if may_install(allowed) and install_debian(PANGO_OF_DEBIAN, "(WeasyPrint needs them to set pages)"):
        missing = missing_libraries()
    return advice(missing, sys.platform, manager(), is_root()) if missing else None


def find_chromium(which: Callable[[str], str | None] = shutil.which) -> str | None:
    """Return the path of a Chromium (or a browser made of it) on this machine, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
    places = (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    )
    on_path = (which(name) for name in names)
    return next((path for path in on_path if path), None) or next((p for p in places if Path(p).exists()), None)


def has_java(which: Callable[[str], str | None] = shutil.which) -> bool:
    """Return whether a Java machine is here."""
    return which("java") is not None or bool(os.environ.get("JAVA_HOME"))
