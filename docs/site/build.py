#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the pages of the repository and the Python reference as one site: build.py FOLDER.

scripts/docs runs it after Doxygen, which writes FOLDER/api/c-cpp. A page keeps its place in the
repository: docs/model.md becomes FOLDER/docs/model.html. What pages link to (an example, a picture, a
folder) goes there too. At last every link of the site is followed; one that leads nowhere, and
anything that a browser would load from elsewhere, is an error.
"""

import html
import inspect
import os
import re
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import griffe
from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import TextLexer, get_lexer_by_name, get_lexer_for_filename
from pygments.util import ClassNotFound

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_OURS = {"build", "node_modules", "target", "vendor"}
# Reference pages by module: what a user of each calls.
MODULES = ["", "committee", "evidence", "plot", "stats"]
PICTURES = {".png", ".svg", ".jpg"}
TOP = [
    ("Pehchan", "index.html"),
    ("All pages", "docs/index.html"),
    ("C++", "api/c-cpp/files.html"),
    ("C", "api/c-cpp/pehchan_8h.html"),
    ("Python", "api/python/index.html"),
    ("Other languages", "bindings/README.html"),
    ("Contributing", "CONTRIBUTING.html"),
    ("Every heading", "headings.html"),
]
FORMATTER = HtmlFormatter(nowrap=True)


def coloured(code: str, language: str) -> str:
    try:
        lexer = get_lexer_by_name(language) if language else TextLexer()
    except ClassNotFound:
        lexer = TextLexer()
    return highlight(code, lexer, FORMATTER)


def slug(text: str) -> str:
    """The name of a heading, as forges of Git make it."""
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")


MARKDOWN = MarkdownIt(
    "commonmark", {"html": True, "highlight": lambda code, language, _: coloured(code, language)}
)
MARKDOWN.enable(["table", "strikethrough"])


class Site:
    def __init__(self, folder: Path):
        self.folder = folder
        self.headings: list[tuple[str, str, list[tuple[int, str, str]]]] = []
        self.wanted: set[str] = set()

    def write(
        self, place: str, title: str, body: str, headings: list[tuple[int, str, str]]
    ) -> None:
        """One page. A heading is its level, its name and its text."""
        up = "../" * place.count("/")
        top = "\n".join(f'<a href="{up}{to}">{name}</a>' for name, to in TOP)
        inner = "\n".join(
            f'<li class="level{level}"><a href="#{name}">{html.escape(text)}</a></li>'
            for level, name, text in headings
            if level in (2, 3)
        )
        body = body.replace("<table>", '<div class="table"><table>').replace(
            "</table>", "</table></div>"
        )
        target = self.folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)} - Pehchan</title>
<link rel="stylesheet" href="{up}page.css">
</head>
<body>
<header>
{top}
</header>
<div class="page">
<nav class="contents"><ul>
{inner}
</ul></nav>
<main>
{body}
</main>
</div>
</body>
</html>
""",
            encoding="utf-8",
        )
        self.headings.append((place, title, headings))

    def address(self, page: PurePosixPath, link: str) -> str:
        """Where a link of a page leads in the site."""
        parts = urlsplit(link)
        if parts.scheme or not parts.path:
            return link
        target = os.path.normpath(page.parent / unquote(parts.path))
        if target.startswith("..") or not (ROOT / target).exists():
            raise SystemExit(f"{page}: {link} leads nowhere")
        place = site_place(target)
        if not target.endswith(".md"):
            self.wanted.add(target)
        relative = os.path.relpath(place, PurePosixPath(site_place(str(page))).parent)
        return relative + (f"#{parts.fragment}" if parts.fragment else "")

    def page(self, name: str) -> None:
        """One page of Markdown."""
        path = PurePosixPath(name)
        text = re.sub(
            r"\A---\n.*?\n---\n", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL
        )
        tokens = MARKDOWN.parse(text)
        headings: list[tuple[int, str, str]] = []
        seen: dict[str, int] = {}
        for at, token in enumerate(tokens):
            if token.type == "heading_open":
                inline = tokens[at + 1].children or []
                words = "".join(
                    part.content for part in inline if part.type in ("text", "code_inline")
                )
                words = words.strip()
                anchor = slug(words)
                seen[anchor] = seen.get(anchor, -1) + 1
                anchor += f"-{seen[anchor]}" if seen[anchor] else ""
                token.attrSet("id", anchor)
                headings.append((int(token.tag[1]), anchor, words))
            for part in token.children or []:
                for attribute in ("href", "src"):
                    if link := part.attrGet(attribute):
                        part.attrSet(attribute, self.address(path, str(link)))
        title = headings[0][2] if headings else name
        self.write(
            site_place(name),
            title,
            MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}),
            headings,
        )

    def linked(self, name: str) -> None:
        """A file or folder that is no page, for who follows a link to it."""
        source = ROOT / name
        target = self.folder / site_place(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix in PICTURES:
            target.write_bytes(source.read_bytes())
            return
        if source.is_dir():
            files = sorted(p.name for p in source.iterdir() if not p.name.startswith((".", "__")))
            items = "".join(
                f'<li><a href="{file[:-3]}.html">{file}</a></li>'
                if file.endswith(".md")
                else f"<li>{file}</li>"
                for file in files
            )
            self.write(site_place(name), name, f"<h1>{name}</h1>\n<ul>{items}</ul>", [])
            return
        text = source.read_text(encoding="utf-8")
        try:
            lexer = get_lexer_for_filename(source.name)
        except ClassNotFound:
            lexer = TextLexer()
        self.write(
            site_place(name),
            name,
            f"<h1>{name}</h1>\n<pre>{highlight(text, lexer, FORMATTER)}</pre>",
            [],
        )

    def all_headings(self) -> None:
        """One page with every heading, for the search of the browser."""
        out = ["<h1>Every heading</h1>", "<p>Search this page to find a page of the site.</p>"]
        for place, title, headings in sorted(self.headings):
            items = "".join(
                f'<li><a href="{place}#{name}">{html.escape(text)}</a></li>'
                for level, name, text in headings
                if level > 1
            )
            out.append(
                f'<p><a href="{place}"><b>{html.escape(title)}</b></a> <code>{place}</code></p><ul>{items}</ul>'
            )
        self.write("headings.html", "Every heading", "\n".join(out), [])


def site_place(name: str) -> str:
    """Where a file of the repository stands in the site."""
    if name == "README.md":
        return "index.html"
    if name.endswith(".md"):
        return name[:-3] + ".html"
    if (ROOT / name).is_dir():
        for page in ("index.md", "README.md"):
            if (ROOT / name / page).exists():
                return f"{name}/{page[:-3]}.html"
        return f"{name}/files.html"
    return name if PurePosixPath(name).suffix in PICTURES else name + ".html"


# ---- Python


def sections(text: str) -> str:
    """The sections of NumPy's form (Parameters, Raises, ...) as Markdown: a title in bold, a list."""
    parts = re.split(r"(?m)^(\w[\w ]*)\n-{3,}\n", text)
    out = [parts[0]]
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        if title not in ("Examples", "Notes", "See Also"):
            items = re.findall(r"(?m)^(\S.*)\n((?:(?: +.*)?\n?)*)", body)
            body = "\n".join(
                "- `"
                + what.replace(" : ", "`: ")
                + ("" if " : " in what else "`")
                + ". "
                + " ".join(more.split())
                for what, more in items
            )
        out.append(f"**{title}**\n\n{body}\n\n")
    return "".join(out)


def docstring(of: griffe.Object | griffe.Alias) -> str:
    """As HTML. An example of a prompt becomes a block of code."""
    if not of.docstring:
        return ""
    text = sections(inspect.cleandoc(of.docstring.value))
    prompt = re.compile(r"(?m)((?:^ *>>> .*(?:\n(?! *$).+)*\n?)+)")
    return MARKDOWN.render(prompt.sub(lambda found: f"\n```pycon\n{found[1].strip()}\n```\n", text))


def declaration(of: griffe.Object | griffe.Alias) -> str:
    if of.is_function:
        return html.escape(str(of.signature(name=of.name)))
    if of.is_class:
        bases = ", ".join(str(base) for base in of.bases)
        return html.escape(f"class {of.name}" + (f"({bases})" if bases else ""))
    annotation = f": {of.annotation}" if of.annotation else ""
    return html.escape(of.name + annotation)


def members(of: griffe.Object | griffe.Alias):
    """What a user may name."""
    for name, member in of.members.items():
        if not name.startswith("_") and not member.is_alias:
            yield name, member


def python_pages(site: Site) -> None:
    package = griffe.load("pehchan", search_paths=[ROOT / "python"], resolve_aliases=True)
    listed = []
    for module in MODULES:
        where = package[module] if module else package
        title = f"pehchan.{module}" if module else "pehchan"
        exported = (
            [str(name).strip("'\"") for name in package.exports or []] if not module else None
        )
        found = (
            [(n, package[n]) for n in exported if n != "__version__"]
            if exported
            else list(members(where))
        )
        # A function that is called as its module is: what the package exports is the function.
        found = [
            (n, m[n] if m.is_module else m) for n, m in found if not m.is_module or n in m.members
        ]
        found = [(n, m.final_target if m.is_alias else m) for n, m in found]
        found = [(n, m) for n, m in found if m.is_class or m.is_function or m.docstring]
        out = [f"<h1><code>{title}</code></h1>", docstring(where)]
        headings = [(1, "", title)]
        for name, member in found:
            headings.append((2, name, name))
            out.append(
                f'<h2 id="{name}">{name}</h2><p class="declaration">{declaration(member)}</p>'
            )
            out.append(docstring(member))
            if member.is_class:
                out.append('<div class="members">')
                for inner, of in members(member):
                    headings.append((3, f"{name}.{inner}", f"{name}.{inner}"))
                    out.append(
                        f'<p class="declaration" id="{name}.{inner}">{declaration(of)}</p>{docstring(of)}'
                    )
                out.append("</div>")
        file = f"{module or 'pehchan'}.html"
        site.write(f"api/python/{file}", title, "\n".join(out), headings)
        first = docstring(where).partition("</p>")[0].removeprefix("<p>")
        listed.append(f'<li><a href="{file}"><code>{title}</code></a>: {first}</li>')
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "requires-python"
    ]
    site.write(
        "api/python/index.html",
        "Python reference",
        f"<h1>Python reference</h1>\n<p>Python {html.escape(version)}. How to use it, with examples: "
        f'<a href="../../docs/python.html">docs/python.md</a>.</p>\n<ul>{"".join(listed)}</ul>',
        [],
    )


# ---- links


class Links(HTMLParser):
    """What a page links to and loads, and the names in it."""

    def __init__(self, text: str):
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        self.names |= {
            name for name in (of.get("id"), of.get("name") if tag == "a" else None) if name
        }
        if tag == "a" and of.get("href"):
            self.links.append(str(of["href"]))
        for load in (of.get("src"), of.get("href") if tag == "link" else None):
            if load:
                self.loads.append(load)


def broken(folder: Path):
    pages = {
        file: Links(file.read_text(encoding="utf-8")) for file in sorted(folder.rglob("*.html"))
    }
    for file, page in pages.items():
        place = file.relative_to(folder)
        by_doxygen = place.is_relative_to(
            "api/c-cpp"
        )  # it links to defaulted operators, which it does not show
        for load in page.loads:
            if urlsplit(load).netloc:
                yield f"{place} loads {load}"
        for link in [*page.links, *page.loads]:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (
                Path(os.path.normpath(file.parent / unquote(parts.path))) if parts.path else file
            )
            if not target.is_file():
                yield f"{place}: {link} leads nowhere"
            elif by_doxygen:
                continue
            elif (
                parts.fragment
                and target in pages
                and unquote(parts.fragment) not in pages[target].names
            ):
                yield f"{place}: {link}: the page has no such place"


def main() -> None:
    folder = Path(sys.argv[1])
    site = Site(folder)
    for here, folders, files in os.walk(ROOT):
        folders[:] = sorted(
            name for name in folders if name not in NOT_OURS and not name.startswith(".")
        )
        for file in sorted(files):
            if file.endswith(".md"):
                site.page(Path(here, file).relative_to(ROOT).as_posix())
    for name in sorted(site.wanted):
        if site_place(name).endswith("/files.html") or not (ROOT / name).is_dir():
            site.linked(name)
    python_pages(site)
    site.all_headings()
    light, dark = (
        HtmlFormatter(style=style).get_style_defs("pre") for style in ("default", "github-dark")
    )
    style = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    dark = f"@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"
    (folder / "page.css").write_text(f"{light}\n{dark}{style}", encoding="utf-8")
    problems = list(broken(folder))
    print(*problems, sep="\n", end="\n" if problems else "")
    print(f"{len(site.headings)} pages, {len(problems)} links broken")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
