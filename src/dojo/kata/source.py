"""Source texts: read from disk, parsed, and found again by position."""

from __future__ import annotations

import ast
import io
import textwrap
import tokenize
import warnings
import zipfile
from pathlib import Path

MAX_BYTES = 1 << 20
Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


class BadStatement(Exception):
    """A stub without a statement; the message is one line."""


class Unreadable(Exception):
    """A source file that cannot be read as text; the message is one line that names it."""


def read_text(path: Path) -> str:
    """Return a source file's text exactly, or raise `Unreadable` when it is too large, not UTF-8 or no text at all."""
    place = short(path)
    try:
        if path.exists() and not path.is_file():  # opening a pipe would wait for ever
            raise Unreadable(f"{place}: is not a plain file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"{place}: cannot be read ({error.strerror or error})") from error
    return _decoded(data, place)


def read_packed(path: Path, member: str) -> str:
    """Return the text of a file in a zip archive, wherever in it the path `member` begins, or raise `Unreadable`."""
    place = short(path)
    try:
        with zipfile.ZipFile(path) as archive:
            found = [info for info in archive.infolist() if f"/{info.filename}".endswith(f"/{member}")]
            if len(found) != 1:
                raise Unreadable(f"{place}: holds {'no' if not found else 'more than one'} {member}")
            with archive.open(found[0]) as file:
                data = file.read(MAX_BYTES + 1)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:  # broken, locked, exotic
        raise Unreadable(f"{place}: cannot be read as a zip archive ({error})") from error
    return _decoded(data, place)


def _decoded(data: bytes, place: str) -> str:
    if len(data) > MAX_BYTES:
        raise Unreadable(f"{place}: is larger than 1 MiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{place}: line {line}: is not UTF-8; save it with that encoding") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Unreadable(f"{place}: line {line}: holds a null byte, so Python cannot read it")
    return text


def short(path: Path) -> str:
    """Name a kata's file as messages do: directory, pillar and file."""
    return str(path) if len(path.parts) <= 3 else "/".join(path.parts[-3:])


def tree_of(text: str) -> ast.Module:
    """Parse a source text, or raise `BadStatement` with one line that says where it is not Python."""
    try:
        with warnings.catch_warnings():  # an attempt's invalid escapes are not news for the terminal
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        where = f"line {error.lineno}: " if error.lineno else ""
        raise BadStatement(f"{where}is not Python: {error.msg}") from error
    except ValueError as error:  # null bytes, lone surrogates
        raise BadStatement("is not Python: it holds characters that no source may hold") from error
    except (RecursionError, MemoryError) as error:
        raise BadStatement("is nested too deeply to be read") from error


def public_names(tree: ast.Module) -> list[str]:
    """List the public functions and classes that a module defines, in order, each once."""
    names = (node.name for node in tree.body if isinstance(node, Definition))
    return list(dict.fromkeys(name for name in names if not name.startswith("_")))


def entry_node(tree: ast.Module, wanted: str | None) -> Definition:
    """Return the definition of the entry: the one called `wanted`, or else the only public one."""
    public = public_names(tree)
    if wanted is not None and wanted not in public:
        raise BadStatement(f"lacks its entry {wanted}")
    if not public:
        raise BadStatement("declares no public function or class")
    if wanted is None and len(public) > 1:
        raise BadStatement(f"declares several public names ({', '.join(public)}); a statement has one entry")
    name = wanted or public[0]
    return [node for node in tree.body if isinstance(node, Definition) and node.name == name][-1]


def functions(node: Definition) -> list[Function]:
    """List a function itself, or the methods of a class."""
    if isinstance(node, ast.ClassDef):
        return [member for member in node.body if isinstance(member, Function)]
    return [node]


def decorator_name(node: ast.expr) -> str:
    """Return the last word of a decorator's name: "setter" for ``@data.setter``."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


class Source:
    """A source text whose syntax nodes can be found again in it. Line ends are `\\n` in `text`."""

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        self._lines = self.text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        colons = (token.start for token in tokens if token.type == tokenize.OP and token.string == ":")
        self._colons = [self._starts[line - 1] + column for line, column in colons]

    def span(self, node: ast.stmt) -> tuple[int, int]:
        """Return where a statement starts, decorators included, and where it ends."""
        if isinstance(node, Definition) and node.decorator_list:
            line = node.decorator_list[0].lineno
            return self._starts[line - 1] + self._lines[line - 1].index("@"), self._end(node)
        return self._at(node.lineno, node.col_offset), self._end(node)

    def segment(self, node: ast.stmt) -> str:
        """Return the text of a statement, decorators included."""
        start, end = self.span(node)
        return self.text[start:end]

    def header(self, node: Definition) -> str:
        """Return the text of a definition up to the colon that its body follows."""
        start = self.span(node)[0]
        return textwrap.dedent(" " * node.col_offset + self.text[start : self._colon(node)])

    def body_span(self, node: Definition) -> tuple[int, int]:
        """Return where a definition's docstring ends, or else its header, and where its body ends."""
        documented = ast.get_docstring(node) is not None
        return self._end(node.body[0]) if documented else self._colon(node) + 1, self._end(node)

    def body(self, node: Definition, indent: str) -> str:
        """Return the lines of a definition's body after its docstring, indented by `indent`."""
        start, end = self.body_span(node)
        first = node.body[1 if ast.get_docstring(node) is not None else 0]
        text = self.text[start:end].lstrip(" ;")
        if not text.startswith("\n"):
            text = f"\n{indent}{text}"
        elif (own := " " * first.col_offset) != indent:
            text = "\n".join(indent + line.removeprefix(own) if line.strip() else "" for line in text.split("\n"))
        return text

    def _colon(self, node: Definition) -> int:
        start = self.span(node.body[0])[0]
        return max(colon for colon in self._colons if colon < start)

    def _at(self, line: int, column: int) -> int:
        """Turn a line and the column in UTF-8 bytes that `ast` counts into an index."""
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())

    def _end(self, node: ast.stmt) -> int:
        return self._at(node.end_lineno or node.lineno, node.end_col_offset or 0)
