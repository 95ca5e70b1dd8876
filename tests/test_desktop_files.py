"""What a Linux desktop is told, so that a double click on a backup opens PeerDesk."""

from configparser import ConfigParser
from xml.etree import ElementTree as ET

from peerdesk.__main__ import BACKUP_SUFFIX
from peerdesk.backup.naming import SUFFIX
from peerdesk.paths import resource

MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def test_a_double_click_hands_over_the_name_of_a_backup() -> None:
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign] # keys tell A from a
    entry.read(resource("desktop", "peerdesk.desktop"), encoding="utf-8")
    told = entry["Desktop Entry"]
    described = ET.parse(resource("desktop", "peerdesk-mime.xml")).getroot()  # noqa: S314 - our own file
    kind = described.find(f"{MIME}mime-type")
    assert kind is not None
    glob = kind.find(f"{MIME}glob")
    assert glob is not None
    assert told["Exec"] == "peerdesk %f"
    assert told["MimeType"] == f"{kind.get('type')};"
    assert glob.get("pattern") == f"*{SUFFIX}"
    assert BACKUP_SUFFIX == SUFFIX
