"""What the demo looks at in the pictures that it made."""

from pathlib import Path

from PIL import Image

MOST_COLOURS = 1 << 24


def drawn_colours(picture: Path) -> int:
    """How many colours a picture has."""
    with Image.open(picture) as image:
        return len(image.convert("RGB").getcolors(MOST_COLOURS) or ())
