from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.ui.queue.geometry import Geometry

ROW, BAND = 68, 24


def _geometry(counts: list[int]) -> Geometry:
    sections, first = [], 0
    for number, count in enumerate(counts):
        if count:
            sections.append((number, first, first + count))
        first += count
    return Geometry(sections, ROW, BAND)


def _pixels(counts: list[int]) -> list[int | None]:
    """The model: one item a pixel, the row there or None for a band."""
    pixels: list[int | None] = []
    row = 0
    for count in counts:
        pixels += [None] * BAND if count else []
        for _ in range(count):
            pixels += [row] * ROW
            row += 1
    return pixels


counts = st.lists(st.integers(0, 4), min_size=4, max_size=4)


@given(counts)
def test_every_pixel_belongs_to_the_row_drawn_there(counts: list[int]) -> None:
    geometry, pixels = _geometry(counts), _pixels(counts)
    assert geometry.height == len(pixels)
    assert [geometry.row_at(y) for y in range(len(pixels))] == pixels
    assert geometry.row_at(-1) is None
    assert geometry.row_at(len(pixels)) is None
    assert [pixels.index(row) for row in range(geometry.rows)] == [
        geometry.top(row) for row in range(geometry.rows)
    ]


@given(counts, st.integers(-100, 1200), st.integers(1, 700))
def test_the_rows_between_two_heights_are_those_with_a_pixel_there(
    counts: list[int], top: int, size: int
) -> None:
    pixels = _pixels(counts)
    seen = sorted({row for row in pixels[max(0, top) : max(0, top + size)] if row is not None})
    assert list(_geometry(counts).rows_between(top, top + size)) == seen
