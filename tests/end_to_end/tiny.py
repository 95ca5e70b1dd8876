"""A tiny program with what the harness must handle: fields, rows, a menu, a dialog, a restart.

It starts itself anew in place, as a lock does.
"""

import os
import sys

from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class TinyWindow(QMainWindow):
    """Says back what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Tiny")
        self.menuBar().addMenu("&Things").addAction("Begin &anew", self.begin_anew)
        self.field = QLineEdit()
        self.field.setAccessibleName("Your word")
        self.said = QLabel("Nothing yet")
        self.rows = QListWidget()
        self.rows.addItems(["First row", "Second row"])
        self.rows.currentTextChanged.connect(self.said.setText)
        self.say = QPushButton("&Say it")
        self.say.clicked.connect(self.say_it)
        self.question = QPushButton("Ask me")
        self.question.clicked.connect(self.ask)
        page = QWidget()
        layout = QVBoxLayout(page)
        for widget in (self.field, self.say, self.said, self.rows, self.question):
            layout.addWidget(widget)
        self.setCentralWidget(page)

    def say_it(self) -> None:
        self.said.setText(f"You said {self.field.text()}")

    def ask(self) -> None:
        answer = QMessageBox.question(self, "A question", "Shall we?")
        self.said.setText(f"Answered {answer.name}")

    def begin_anew(self) -> None:
        os.execv(sys.executable, [sys.executable, "-P", __file__])  # noqa: S606 - no shell is what is wanted


if __name__ == "__main__":
    application = QApplication(["tiny"])
    window = TinyWindow()
    window.show()
    sys.exit(application.exec())
