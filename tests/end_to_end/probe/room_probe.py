"""What the room display shows: its value, what a screen reader is told, and what it paints.

What is painted is kept as a PDF, a page for each page of the display, because words can be read
back from one. The display itself is left at the page where it was.
"""

DISPLAY = "roomDisplay"


def on_the_wall(widgets, folder):
    """One entry for each room display that is open; `pdf` names a file in the folder."""
    displays = [
        window
        for window in widgets.QApplication.topLevelWidgets()
        if window.objectName() == DISPLAY and window.isVisible()
    ]
    return [described(widgets, display, folder / "wall.pdf") for display in displays]


def described(widgets, display, pdf):
    paint(display, pdf)
    inside = (display, *display.findChildren(widgets.QWidget))
    told = [text for each in inside for text in texts_of(each) if text]
    return {
        "view": repr(display.view),
        "told": told,
        "pdf": pdf.name,
        "place": list(display.geometry().getRect()),
    }


def texts_of(widget):
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.toolTip()
    yield widget.statusTip()
    yield widget.whatsThis()
    yield widget.windowTitle()


def paint(display, path):
    from PySide6.QtCore import QMarginsF, QPoint, QSizeF  # noqa: PLC0415 - Qt is the program's
    from PySide6.QtGui import QPageSize, QPainter, QPdfWriter  # noqa: PLC0415 - Qt is the program's

    writer = QPdfWriter(str(path))
    size = display.size()
    writer.setPageSize(QPageSize(QSizeF(size.width(), size.height()), QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF())
    writer.setResolution(72)
    first = display.page
    while display.turn(-1):
        pass
    painter = QPainter(writer)
    display.render(painter, QPoint())
    while display.turn(1):
        writer.newPage()
        display.render(painter, QPoint())
    painter.end()
    display.turn(first - display.page)
