"""PDFs drawn word by word, so that a test knows where everything stands."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

PLAIN, BOLD, SLANTED = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
LEFT, TOP, WIDTH, PITCH, SIZE = 60.0, 780.0, 400.0, 13.5, 11.0


class Paper:
    """A PDF in the making. `y` is the baseline of the next line; every line moves it down by `pitch`."""

    def __init__(self, size: tuple[float, float] = A4, pitch: float = PITCH) -> None:
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=size, invariant=1)
        self.y, self.pitch = TOP, pitch

    def put(self, x: float, words: str, font: str = PLAIN, *, up: float = 0.0, size: float = SIZE) -> float:
        """Draw words at `x` on the line at `y`, or `up` points above it; return where they end."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y + up, words)
        return x + stringWidth(words, font, size)

    def line(self, *parts: tuple[float, str] | tuple[float, str, str]) -> None:
        """Draw one line of parts (x, words) or (x, words, font), and go to the next."""
        for x, words, *font in parts:
            self.put(x, words, *font)
        self.y -= self.pitch

    def block(self, words: str, *, x: float = LEFT, width: float = WIDTH, font: str = PLAIN, lead: str = "") -> float:
        """Draw wrapped words after a bold `lead`; return the baseline of the first line."""
        first = self.y
        at = self.put(x, lead, BOLD) + 3 if lead else x
        for word in words.split():
            if at > x and at + stringWidth(word, font, SIZE) > x + width:
                self.y -= self.pitch
                at = x
            at = self.put(at, word, font) + stringWidth(" ", font, SIZE)
        self.y -= self.pitch
        return first

    def bullet(self, words: str, mark: str = "•", lead: str = "") -> float:
        """Draw a bullet and its hanging words."""
        self.put(LEFT, mark)
        return self.block(words, x=LEFT + 18, width=WIDTH - 18, lead=lead)

    def grid(self, rows: list[list[str]], widths: list[float], x: float = LEFT) -> None:
        """Draw a ruled table with wrapped cells; "\\n" begins a paragraph, "**" at the start makes it bold."""
        edges = [x + sum(widths[:number]) for number in range(len(widths) + 1)]
        for row in rows:
            top = self.y + self.pitch - 2
            low = top
            for left, width, cell in zip(edges, widths, row, strict=False):
                self.y = top - self.pitch + 2
                for words in cell.split("\n"):
                    font = BOLD if words.startswith("**") else PLAIN
                    self.block(words.removeprefix("**"), x=left + 5, width=width - 10, font=font)
                low = min(low, self.y + self.pitch - 4)
            for left, width in zip(edges, widths, strict=False):
                self.canvas.rect(left, low, width, top - low)
            self.y = low - self.pitch + 2
        self.y -= self.pitch

    def space(self, lines: float = 1.0) -> None:
        self.y -= lines * self.pitch

    def picture(self, x: float, size: float) -> None:
        """Draw a picture of `size` points square that stands on the line."""
        self.canvas.drawImage(ImageReader(io.BytesIO(_PIXEL)), x, self.y, size, size)

    def next_page(self) -> None:
        self.canvas.showPage()
        self.y = TOP

    def data(self) -> bytes:
        """Return the PDF."""
        if not self._buffer.tell():
            self.canvas.save()
        return self._buffer.getvalue()


_PIXEL = b"P6 1 1 255 \x00\x00\x00"
