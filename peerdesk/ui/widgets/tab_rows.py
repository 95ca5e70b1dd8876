"""Tabs in rows: every one in sight where a single line has no room for all of them."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QButtonGroup, QPushButton, QTabWidget, QWidget

from peerdesk.ui.widgets.buttons import LEAST_TARGET
from peerdesk.ui.widgets.flow import FlowLayout
from peerdesk.ui.widgets.form import name_control


class TabRows(QWidget):
    """Takes the place of the bar of `tabs`, above them, as long as that would need arrows.

    One stop of the Tab key, as the bar is; the arrow keys go from one to the next.
    """

    def __init__(self, tabs: QTabWidget) -> None:
        super().__init__()
        self._tabs = tabs
        self._group = QButtonGroup(self)
        self._flow = FlowLayout(self, spacing=2)
        self.setObjectName("tabRows")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group.idClicked.connect(tabs.setCurrentIndex)
        tabs.currentChanged.connect(self._on_current)
        tabs.installEventFilter(self)
        tabs.tabBar().installEventFilter(self)
        name_control(self, tabs.tabBar().accessibleName())
        self.hide()

    @property
    def buttons(self) -> list[QPushButton]:
        """One for each tab."""
        return [each for each in self._group.buttons() if isinstance(each, QPushButton)]

    def refresh(self) -> None:
        """Say anew what the tabs are called and which of them may be looked at."""
        for place in range(len(self.buttons), self._tabs.count()):
            made = QPushButton()
            made.setObjectName("tab")
            made.setCheckable(True)
            made.setMinimumHeight(LEAST_TARGET)
            self._group.addButton(made, place)
            self._flow.addWidget(made)
        for place, made in enumerate(self.buttons):
            made.setText(self._tabs.tabText(place))
            made.setAccessibleName(self._tabs.tabText(place).replace("&", ""))
            made.setEnabled(self._tabs.isTabEnabled(place))
            made.setVisible(self._tabs.isTabVisible(place))
            made.setChecked(place == self._tabs.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest}:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        bar = self._tabs.tabBar()
        in_rows = self._tabs.count() > 0 and bar.sizeHint().width() > self._tabs.width()
        if in_rows is self.isHidden():
            had_keyboard = bar.hasFocus()
            self.refresh()
            bar.setVisible(not in_rows)
            self.setVisible(in_rows)
            if had_keyboard and in_rows:
                self.buttons[self._tabs.currentIndex()].setFocus()

    def _on_current(self, place: int) -> None:
        if not self.isHidden() and 0 <= place < len(self.buttons):
            self.buttons[place].setChecked(True)
