"""`peerdesk privacy-check`."""

import json
from datetime import datetime

from peerdesk.cli.arguments import Arguments
from peerdesk.cli.papers import require_place
from peerdesk.cli.terminal import ExitCode, show
from peerdesk.cli.troubles import on
from peerdesk.desk.paper_file import save_paper
from peerdesk.documents.privacy_sheet import PrivacyItem, PrivacySheet, render
from peerdesk.domain.paper import PaperSize
from peerdesk.safety.measuring import Standing, measured
from peerdesk.ui.messages.occasions import Occasion
from peerdesk.ui.messages.privacy import in_words


def check_privacy(arguments: Arguments) -> ExitCode:
    """Measure what protects this process; MENDABLE where a line does not hold."""
    found = measured()
    lines = [in_words(each) for each in found]
    if arguments.output.name:
        require_place(arguments.output)
        items = tuple(PrivacyItem(each.title, each.verdict, each.meaning) for each in lines)
        now = datetime.now()  # noqa: DTZ005 - the clock on the wall
        pdf = render(PrivacySheet(items, now), PaperSize.A4)
        with on(Occasion.SAVING_PAPER):
            save_paper(arguments.output, pdf)
    if arguments.json:
        show(json.dumps({str(each.line): str(each.standing) for each in found}))
    else:
        show(*(f"{each.verdict}: {each.title}. {each.meaning}" for each in lines))
    missing = any(each.standing is Standing.DOES_NOT_HOLD for each in found)
    return ExitCode.MENDABLE if missing else ExitCode.DONE
