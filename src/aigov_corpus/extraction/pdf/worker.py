"""Read the characters of a PDF in a process of its own, and write them to stdout, a page a line.

    python worker.py < file.pdf

The library (PDFium, as `pypdfium2` carries it) is written in C++ and knows no threads. A process of
its own keeps two readings apart, and a damaged or hostile file can only end this process: a page
may take `PAGE_SECONDS` of the processor, and the process `MOST_BYTES` of memory.

The first line is an object with the number of `pages`, or with an `error`. Each page is an object:

    box         left, bottom, right and top edge of the page, in points, before it is turned
    styles      [size in points, angle in degrees, whether bold, name of the font], …
    chars       the characters, in the order of the file
    style       for each character the index of its style
    boxes       for each character left, bottom, right, top, and x and y of its origin, in
                hundredths of a point
    unmapped    indexes of characters for which the font states no meaning
    rules       left, bottom, right and top of straight lines, in points
    pictured    share of the page that pictures cover
    remarks     what annotations say that are not part of the page, such as notes on it
    stamped     what stamps and signatures on the page show
    undrawn     number of fields and boxes with text that the file does not draw

This module imports nothing of the package, so that the process starts fast.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import signal
import sys
from collections.abc import Callable
from typing import Any

PAGE_SECONDS = 20
"""Seconds of the processor that a page may take; a full page takes a fiftieth of a second."""

MOST_BYTES = 3 << 30
"""Bytes of addresses that the process may use; it uses 200 MB for a book."""

MOST_PAGES = 5_000
"""Pages of the longest file that is read."""

MOST_PAGE_CHARACTERS = 200_000
"""Characters of the fullest page that is read; a page of a newspaper has 20,000."""

MOST_OBJECTS = 50_000
"""Lines and pictures of a page that are looked at; maps have more, and no table has."""

MOST_ANNOTATIONS = 5_000
"""Annotations of a page that are read; a questionnaire has a hundred fields, an index 300 links."""

MOST_POINTS = 2_000
"""Points of a path that may be the lines of a table."""

_DEEPEST = 4
"""Levels of forms inside forms that are searched for lines and pictures."""

_THIN = 3.0
"""Points of the thickest line of a table."""

_SHORTEST = 6.0
"""Points of the shortest line of a table."""

_BOLD_WEIGHT = 600
"""Weight of a font from which it is bold; 400 is that of body text, 700 that of bold text."""

_BOLD_NAMES = (
    "bold",
    "heavy",
    "black",
    "demi",
    "simhei",
    "heiti",
    "黑体",
    "fzhei",
    "fzxbs",
    "方正小标宋",
)
"""Words in the names of fonts that are bold, or that Chinese texts use for headings."""

_TEXT, _STAMP, _REMARK, _SILENT = "text", "stamp", "remark", "silent"
"""What annotations are to their page: text that it shows (fields of forms, boxes of text), a stamp
or signature on it, a remark, or nothing (links, buttons)."""

_ROLES = {"Sig": _STAMP, "Btn": _SILENT}
"""What fields are that stand in no form, by their kind (ISO 32000-1, table 220)."""

_CALLOUT = "FreeTextCallout"
"""The intent of a box of text that is a remark on the page, with a line to what it is about."""

_NOT_SHOWN = 0b100010
"""Flags of an annotation that is hidden, or not shown on a screen (ISO 32000-1, table 165)."""

_LONGEST_REMARK = 20_000
"""Characters of the text of an annotation that are read."""

_STROKED_MODES = (1, 2)
"""Text that is drawn with its outline, as programs make bold characters of fonts without them."""

_ERRORS = {4: "password", 5: "security"}
"""What the library's numbers of errors mean; all others mean that the file is damaged."""


class _Annotations:
    """What the annotations of a page say and show."""

    def __init__(self) -> None:
        """Begin with none."""
        self.remarks: list[str] = []
        """The texts of those that are no part of the page; these are taken off it."""
        self.undrawn = 0
        """How many of the others are not drawn although they hold a text."""
        self.drawn = 0
        """How many are left that can become part of the page."""
        self.stamps: list[tuple[float, ...]] = []
        """Left, bottom, right and top of the stamps and signatures among these."""


class Pages:
    """The pages of an open file."""

    def __init__(self, raw: Any, document: Any) -> None:
        """Keep the open file."""
        self._raw = raw
        self._document = document
        self._matrix = raw.FS_MATRIX()
        self._box = raw.FS_RECTF()
        self._numbers = [ctypes.c_double() for _ in range(2)]
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._form: Any = None
        if raw.FPDF_GetFormType(document):
            self._settings = raw.FPDF_FORMFILLINFO(version=2)
            self._form = raw.FPDFDOC_InitFormFillEnvironment(document, self._settings)

    def read(self, number: int) -> dict[str, Any]:
        """Return what a page holds; without characters if it is damaged.

        Args:
            number: number of the page, from 0.
        """
        raw = self._raw
        page = raw.FPDF_LoadPage(self._document, number)
        if not page:
            return {"damaged": True}
        annotations = self._read_annotations(page)
        undrawn = annotations.undrawn
        found = self._read_page(page)
        is_drawn = annotations.drawn > 0
        if is_drawn and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
            raw.FPDF_ClosePage(page)  # what it holds is only found when it is loaded again
            page = raw.FPDF_LoadPage(self._document, number)
            own = found.get("chars", "")
            whole = self._read_page(page, len(own), annotations.stamps)
            if whole.get("chars", "").startswith(own):
                found = whole
            else:  # the page lost the fonts that it shares with others
                undrawn += annotations.drawn
        raw.FPDF_ClosePage(page)
        return found | {"remarks": annotations.remarks, "undrawn": undrawn}

    def _read_page(
        self, page: Any, own: int = 0, stamps: list[tuple[float, ...]] | None = None
    ) -> dict[str, Any]:
        """Return the characters and lines of an open page; it is damaged if it has no text.

        Args:
            page: the open page.
            own: how many characters it has without its annotations.
            stamps: edges of the stamps on it, of which the further characters may be.
        """
        raw = self._raw
        text = raw.FPDFText_LoadPage(page)
        if not text:
            return {"damaged": True}
        raw.FPDF_GetPageBoundingBox(page, self._box)
        box = self._box
        found: dict[str, Any] = {"box": [box.left, box.bottom, box.right, box.top]}
        found |= self._read_characters(text, own, stamps or [])
        found |= self._read_drawings(page, found["box"])
        raw.FPDFText_ClosePage(text)
        return found

    def _read_annotations(self, page: Any) -> _Annotations:
        """Read the annotations of a page, and take those off it that are no part of it."""
        raw = self._raw
        found = _Annotations()
        count = raw.FPDFPage_GetAnnotCount(page)
        if count > MOST_ANNOTATIONS:
            found.undrawn = count
            return found
        for n in reversed(range(count)):
            item = raw.FPDFPage_GetAnnot(page, n)
            if not item:
                continue
            role = self._role(item)
            said = self._value(item, b"Contents") if role in (_REMARK, _STAMP) else ""
            found.remarks += [said] if said else []
            is_shown = not raw.FPDFAnnot_GetFlags(item) & _NOT_SHOWN
            has_picture = raw.FPDFAnnot_GetAP(item, 0, None, 0) > ctypes.sizeof(ctypes.c_ushort)
            if not is_shown or role not in (_TEXT, _STAMP):
                raw.FPDFPage_RemoveAnnot(page, n)
            elif has_picture:
                found.drawn += 1
                found.stamps += [self._area(item)] if role == _STAMP else []
            else:
                found.undrawn += role == _TEXT and self._holds_text(item)
            raw.FPDFPage_CloseAnnot(item)
        found.remarks.reverse()
        return found

    def _role(self, item: Any) -> str:
        """Tell what an annotation is to its page: text of it, a stamp on it, a remark, or none."""
        raw = self._raw
        kind = raw.FPDFAnnot_GetSubtype(item)
        if kind == raw.FPDF_ANNOT_WIDGET:
            field = raw.FPDFAnnot_GetFormFieldType(self._form, item)
            if field <= raw.FPDF_FORMFIELD_UNKNOWN:  # the form of the file does not list it
                return _ROLES.get(self._value(item, b"FT"), _TEXT)
            roles = {raw.FPDF_FORMFIELD_SIGNATURE: _STAMP, raw.FPDF_FORMFIELD_PUSHBUTTON: _SILENT}
            return roles.get(field, _TEXT)
        if kind == raw.FPDF_ANNOT_FREETEXT:
            return _REMARK if self._value(item, b"IT") == _CALLOUT else _TEXT
        if kind in (raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WATERMARK):
            return _STAMP
        return _SILENT if kind in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP) else _REMARK

    def _holds_text(self, item: Any) -> bool:
        """Tell whether an annotation has a text: the value of a field, or that of a box."""
        raw = self._raw
        if raw.FPDFAnnot_GetSubtype(item) != raw.FPDF_ANNOT_WIDGET:
            return bool(self._value(item, b"Contents").strip())
        boxes = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
        if raw.FPDFAnnot_GetFormFieldType(self._form, item) in boxes:
            return False  # what it says is its state
        return bool(self._field_value(item).strip())

    def _area(self, item: Any) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top edge of an annotation."""
        box = self._box
        self._raw.FPDFAnnot_GetRect(item, box)
        left, right = sorted((box.left, box.right))
        bottom, top = sorted((box.bottom, box.top))
        return left, bottom, right, top

    def _field_value(self, item: Any) -> str:
        """Return the text that somebody wrote into a field; empty if there is none."""

        def read(room: Any, size: int) -> int:
            return int(self._raw.FPDFAnnot_GetFormFieldValue(self._form, item, room, size))

        return _read_text(read) or self._value(item, b"V")

    def _value(self, item: Any, key: bytes) -> str:
        """Return a text that an annotation holds; empty if there is none."""

        def read(room: Any, size: int) -> int:
            return int(self._raw.FPDFAnnot_GetStringValue(item, key, room, size))

        return _read_text(read)

    def _read_characters(
        self, text: Any, own: int, stamps: list[tuple[float, ...]]
    ) -> dict[str, Any]:
        """Return the characters of a page, with their places and styles; those of stamps apart."""
        raw, box, (x, y) = self._raw, self._box, self._numbers
        count = raw.FPDFText_CountChars(text)
        if count > MOST_PAGE_CHARACTERS:
            return {"full": count}
        styles: dict[tuple[Any, ...], int] = {}
        known: dict[int, int] = {}
        chars: list[str] = []
        boxes: list[int] = []
        style: list[int] = []
        unmapped: list[int] = []
        stamped: list[str] = []
        height = 0.0
        high = 0
        for n in range(max(count, 0)):
            handle = raw.FPDFText_GetTextObject(text, n)
            if not handle:  # the library adds blanks and line ends of its own
                continue
            code = raw.FPDFText_GetUnicode(text, n)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
            high = 0
            address = ctypes.cast(handle, ctypes.c_void_p).value or 0
            if address not in known:
                known[address] = styles.setdefault(self._style(text, n, handle), len(styles))
            raw.FPDFText_GetLooseCharBox(text, n, box)
            raw.FPDFText_GetCharOrigin(text, n, x, y)
            places = (box.left, box.bottom, box.right, box.top, x.value, y.value)
            if not all(map(math.isfinite, places)) or max(map(abs, places)) > 1e6:
                continue
            if stamps and len(chars) >= own and _is_within(x.value, y.value, stamps):
                stamped += [" "] if abs(y.value - height) > 1 else []  # a line of it ends
                stamped.append(chr(code))
                height = y.value
                continue
            if raw.FPDFText_HasUnicodeMapError(text, n) == 1:
                unmapped.append(len(chars))
            boxes += [round(100 * place) for place in places]
            chars.append(chr(code) if code else "\ufffd")
            style.append(known[address])
        return {
            "styles": list(styles),
            "chars": "".join(chars),
            "style": style,
            "boxes": boxes,
            "unmapped": unmapped,
            "stamped": "".join(stamped),
        }

    def _style(self, text: Any, n: int, handle: Any) -> tuple[float, int, bool, str]:
        """Return size, angle, boldness and font of a character, and so of its whole object."""
        raw, matrix = self._raw, self._matrix
        size = raw.FPDFText_GetFontSize(text, n)
        angle = 0
        if raw.FPDFText_GetMatrix(text, n, matrix):
            size *= math.hypot(matrix.c, matrix.d)
            angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        flags = ctypes.c_int()
        name = ctypes.create_string_buffer(200)
        raw.FPDFText_GetFontInfo(text, n, name, 200, flags)
        font = name.value.decode("utf-8", "replace")
        weight = raw.FPDFText_GetFontWeight(text, n)
        mode = raw.FPDFTextObj_GetTextRenderMode(handle)
        lower = font.lower()
        bold = (
            weight >= _BOLD_WEIGHT
            or mode in _STROKED_MODES
            or any(word in lower for word in _BOLD_NAMES)
        )
        return (round(size, 1), angle, bold, font)

    def _read_drawings(self, page: Any, box: list[float]) -> dict[str, Any]:
        """Return the straight lines on a page, the share under pictures, and if there is more."""
        raw = self._raw
        area = max(1.0, (box[2] - box[0]) * (box[3] - box[1]))
        rules: list[list[float]] = []
        pictured = 0.0
        budget = MOST_OBJECTS
        is_cut = False
        identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        todo: list[tuple[Any, tuple[float, ...], int]] = [(page, identity, 0)]
        while todo:
            holder, place, depth = todo.pop()
            count = raw.FPDFFormObj_CountObjects if depth else raw.FPDFPage_CountObjects
            get = raw.FPDFFormObj_GetObject if depth else raw.FPDFPage_GetObject
            is_cut = is_cut or count(holder) > budget
            for n in range(min(count(holder), budget)):
                budget -= 1
                item = get(holder, n)
                kind = raw.FPDFPageObj_GetType(item)
                if kind == raw.FPDF_PAGEOBJ_PATH:
                    rules += self._rules(item, place)
                elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                    left, bottom, right, top = self._bounds(item, place)
                    width = min(right, box[2]) - max(left, box[0])
                    height = min(top, box[3]) - max(bottom, box[1])
                    pictured += max(0.0, width) * max(0.0, height)
                elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                    todo.append((item, _combine(self._matrix_of(item), place), depth + 1))
        return {"rules": rules, "pictured": min(1.0, pictured / area), "cut": is_cut}

    def _matrix_of(self, item: Any) -> tuple[float, ...]:
        matrix = self._matrix
        self._raw.FPDFPageObj_GetMatrix(item, matrix)
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _bounds(self, item: Any, place: tuple[float, ...]) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top edge of an object."""
        edges = self._edges
        self._raw.FPDFPageObj_GetBounds(item, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        return _span(place, ((left, bottom), (right, top), (left, top), (right, bottom)))

    def _rules(self, item: Any, place: tuple[float, ...]) -> list[list[float]]:
        """Return the straight lines of a path, across or up; thin rectangles are lines too."""
        raw = self._raw
        bounds = self._bounds(item, place)
        width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
        if not math.isfinite(width + height) or max(width, height) < _SHORTEST:
            return []
        if min(width, height) <= _THIN:
            return [[round(edge, 1) for edge in bounds]]
        fill, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroked)
        points = raw.FPDFPath_CountSegments(item)
        if not 2 <= points <= MOST_POINTS:
            return []
        whole = _combine(self._matrix_of(item), place)
        found = []
        x, y = ctypes.c_float(), ctypes.c_float()
        first = before = (0.0, 0.0)
        corners: list[tuple[float, float]] = []
        for n in range(points):
            segment = raw.FPDFPath_GetPathSegment(item, n)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            here = _apply(whole, x.value, y.value)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                found += _thin_shape(corners)
                first, corners = here, []
            elif stroked.value:
                found.append(_span_two(before, here))
            corners.append(here)
            if raw.FPDFPathSegment_GetClose(segment) and stroked.value:
                found.append(_span_two(here, first))
            before = here
        found += _thin_shape(corners)
        return [
            [round(edge, 1) for edge in rule]
            for rule in found
            if min(rule[2] - rule[0], rule[3] - rule[1]) <= _THIN
            and max(rule[2] - rule[0], rule[3] - rule[1]) >= _SHORTEST
        ]


def _read_text(read: Callable[[Any, int], int]) -> str:
    """Return a text of the library; `read` fills the room that it is given, and says its size."""
    size = read(None, 0)  # it fills no room that is smaller
    room = (ctypes.c_ushort * (size // 2))()
    read(room, size)
    return bytes(room).decode("utf-16-le", "replace").rstrip("\0")[:_LONGEST_REMARK]


def _is_within(x: float, y: float, areas: list[tuple[float, ...]]) -> bool:
    """Tell whether a place is in one of several areas."""
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in areas)


def _thin_shape(corners: list[tuple[float, float]]) -> list[tuple[float, ...]]:
    """Return the edges of a shape with four or five corners; it is a line if it is thin."""
    if len(corners) not in (4, 5):
        return []
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return [(min(xs), min(ys), max(xs), max(ys))]


def _combine(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    """Return the matrix that does what `inner` does and then what `outer` does."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k,
        e * h + f * j + m,
    )  # fmt: skip


def _apply(matrix: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _span(
    matrix: tuple[float, ...], points: tuple[tuple[float, float], ...]
) -> tuple[float, float, float, float]:
    """Return the smallest rectangle around points to which a matrix is applied."""
    moved = [_apply(matrix, x, y) for x, y in points]
    xs, ys = [x for x, _ in moved], [y for _, y in moved]
    return (min(xs), min(ys), max(xs), max(ys))


def _span_two(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, ...]:
    return (
        min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
    )  # fmt: skip


def _limit_memory() -> None:
    """Let the process have no more than `MOST_BYTES`, where the system can see to it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


def _limit_time(seconds: float) -> None:
    """End the process when it has computed so long from now on, on systems that can limit this."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


def main() -> None:
    """Read the file on stdin, and write its pages to stdout."""
    import pypdfium2.raw as raw

    _limit_memory()
    _limit_time(PAGE_SECONDS)
    data = sys.stdin.buffer.read()
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        error = {"error": _ERRORS.get(raw.FPDF_GetLastError(), "damaged")}
        sys.stdout.write(json.dumps(error) + "\n")
        return
    count = raw.FPDF_GetPageCount(document)
    sys.stdout.write(json.dumps({"pages": count}) + "\n")
    pages = Pages(raw, document)
    for number in range(min(count, MOST_PAGES)):
        _limit_time(PAGE_SECONDS)
        sys.stdout.write(json.dumps(pages.read(number)) + "\n")


if __name__ == "__main__":
    main()
