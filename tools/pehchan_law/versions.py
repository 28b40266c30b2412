# SPDX-License-Identifier: Apache-2.0
"""The catalogues of one version: a git revision, a folder, or a catalogue's JSON file."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .build import CATALOGUES, built_catalogues
from .locale import read_locales
from .model import LawError, Place, Problem, read_law
from .rules import Documents


@dataclass
class Version:
    name: str
    documents: Documents
    only: str | None = None  # a file was named: the others are there for what it uses


def read_version(name: str, root: Path) -> Version:
    """A path that exists, else a git revision of the repository at `root`; LawError where it is neither."""
    path = Path(name)
    if path.is_file():
        document = _json(path.read_text(encoding="utf-8"), path)
        beside = {
            file.stem: _json(file.read_text(encoding="utf-8"), file)
            for file in sorted(path.parent.glob("*.json"))
            if file != path
        }
        return Version(name, _catalogues([*beside.values(), document]), document["id"])
    if path.is_dir():
        if (path / "law").is_dir():
            path = path / "law"
        if any(path.glob("*/catalogue.yaml")):
            return Version(name, built_catalogues(read_law(path), read_locales(path)))
        folder = path / CATALOGUES if (path / CATALOGUES).is_dir() else path
        files = sorted(folder.glob("*.json"))
        if files:
            return Version(
                name, _catalogues(_json(f.read_text(encoding="utf-8"), f) for f in files)
            )
        raise LawError([Problem(Place(path), "expected law/ or catalogues/*.json in this folder")])
    return Version(name, _of_revision(name, root))


def _json(text: str, place: Path) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise LawError([Problem(Place(place), f"expected JSON: {error}")]) from None
    return found if isinstance(found, dict) else {}


def _catalogues(documents: Any) -> Documents:
    """Those that are catalogues, by id."""
    return {one["id"]: one for one in documents if "id" in one and "setting" in one}


def _of_revision(name: str, root: Path) -> Documents:
    def git(*words: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(root), *words], capture_output=True, text=True, encoding="utf-8"
        )
        if done.returncode:
            raise LawError([Problem(Place(root), (done.stderr or "git failed").strip())])
        return done.stdout

    try:
        revision = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except FileNotFoundError:
        raise LawError([Problem(Place(root), f"expected git, to read {name}")]) from None
    except LawError:
        message = f"expected a file, a folder or a git revision, found {name}"
        raise LawError([Problem(Place(root), message)]) from None
    commit = revision.strip()
    listed = git("ls-tree", "--name-only", commit, f"{CATALOGUES.as_posix()}/").splitlines()
    files = [file for file in listed if file.endswith(".json")]
    if not files:
        raise LawError([Problem(Place(root), f"expected {CATALOGUES}/*.json in {name}")])
    return _catalogues(_json(git("show", f"{commit}:{file}"), Path(file)) for file in files)
