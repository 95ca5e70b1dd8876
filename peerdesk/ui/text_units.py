"""Places in a text as Qt counts them."""


def units(text: str) -> int:
    """How long `text` is for Qt: a character beyond U+FFFF, such as an emoji, counts as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
