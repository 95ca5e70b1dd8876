"""A calm line above pages that name people."""

from peerdesk.ui.widgets.calm_note import CalmNote


class NamesNote(CalmNote):
    """Says before anything is printed that people are named, and what follows from it."""

    def __init__(self, *, is_sample: bool) -> None:
        """In the sample vault people are invented, and no passphrase is asked for."""
        super().__init__(sign="users", tone="warning")
        self._warning = (
            self.tr(
                "People are named on this paper. In a vault of your own, printing or saving it "
                "asks for your passphrase."
            )
            if is_sample
            else self.tr(
                "People are named on this paper. Printing or saving it asks for your passphrase, "
                "and is written to the log without a name."
            )
        )

    def show_where(self, *, people_are_named: bool) -> None:
        """Be there exactly while that is so."""
        self.say(self._warning if people_are_named else "")
