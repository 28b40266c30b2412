# SPDX-License-Identifier: Apache-2.0
"""Does the sdist hold what a build and a reader need, and nothing else?

use: sdist_check.py pehchan-VERSION.tar.gz
"""

import pathlib
import re
import sys
import tarfile

TREE = pathlib.Path(__file__).resolve().parents[2]
NEEDED = {
    "CHANGELOG.md",
    "CMakeLists.txt",
    "LICENSE",
    "NOTICE",
    "PKG-INFO",
    "README.md",
    "catalogues/LICENSE.md",
    "docs/limitations.md",
    "pyproject.toml",
}
# Folder, what its files end in, and whether all of them must be there.
FOLDERS = [
    ("bindings/python", r"\.cpp|\.hpp|CMakeLists\.txt|exports\.map", True),
    ("catalogues", r"\.json|proved\.txt|LICENSE\.md", False),
    ("catalogues/schema", r"\.json", True),
    ("cmake", r"\.cmake|\.in", True),
    ("include/pehchan", r"\.hpp|\.h|\.ipp", True),
    ("include/pehchan/detail", r"\.hpp|\.h", True),
    ("include/pehchan/impl", r"\.ipp", True),
    ("python/pehchan", r"\.py|\.pyi|py\.typed", True),
    ("src", r"\.cpp", True),
    *(
        (f"src/{part}", r"\.cpp|\.hpp|\.inc|\.map", True)
        for part in ("arrow", "c", "cli", "cohort", "core", "json", "proof")
    ),
]


def problems(archive: pathlib.Path):
    with tarfile.open(archive) as opened:
        members = opened.getmembers()
    root = archive.name.removesuffix(".tar.gz") + "/"
    yield from (f"{one.name} is no plain file" for one in members if not one.isfile())
    names = {one.name.removeprefix(root) for one in members}
    yield from (f"{name} is missing" for name in sorted(NEEDED - names))
    for folder, endings, complete in FOLDERS:
        if complete:
            for path in sorted((TREE / folder).iterdir()):
                if (
                    path.is_file()
                    and re.search(f"({endings})$", path.name)
                    and f"{folder}/{path.name}" not in names
                ):
                    yield f"{folder}/{path.name} is missing"
    known = {folder: endings for folder, endings, _ in FOLDERS}
    for name in sorted(names - NEEDED):
        folder, _, file = name.rpartition("/")
        if folder not in known or not re.search(f"({known[folder]})$", file):
            yield f"{name} does not belong there"


def main() -> int:
    found = list(problems(pathlib.Path(sys.argv[1])))
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
