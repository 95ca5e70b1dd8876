"""The settings of a desktop, as org.freedesktop.portal.Settings tells them to every program.

Run with the system's own Python, which has GLib: it owns the portal's name on the session bus, and
for each line on standard input, light or dark, tells everybody of a change.
"""

import sys

from gi.repository import Gio, GLib

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SETTINGS, APPEARANCE, SCHEME = (
    "org.freedesktop.portal.Settings",
    "org.freedesktop.appearance",
    "color-scheme",
)
SCHEMES = {"dark": 1, "light": 2}
"""As the portal's documentation has them; 0 is no preference."""
DESCRIPTION = """
<node><interface name="org.freedesktop.portal.Settings">
<method name="ReadAll"><arg type="as" direction="in"/>
<arg type="a{sa{sv}}" direction="out"/></method>
<method name="Read"><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="v" direction="out"/></method>
<method name="ReadOne"><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="v" direction="out"/></method>
<signal name="SettingChanged"><arg type="s"/><arg type="s"/><arg type="v"/></signal>
<property name="version" type="u" access="read"/>
</interface></node>
"""


class Settings:
    def __init__(self, scheme):
        self._scheme = GLib.Variant("u", SCHEMES[scheme])
        self._bus = None

    def appear(self, bus, _name):
        self._bus = bus
        (interface,) = Gio.DBusNodeInfo.new_for_xml(DESCRIPTION).interfaces
        bus.register_object(PATH, interface, self._answer, self._property, None)

    def is_ready(self, _bus, _name):
        sys.stdout.write("ready\n")
        sys.stdout.flush()

    def change(self, scheme):
        self._scheme = GLib.Variant("u", SCHEMES[scheme])
        told = GLib.Variant("(ssv)", (APPEARANCE, SCHEME, self._scheme))
        self._bus.emit_signal(None, PATH, SETTINGS, "SettingChanged", told)

    def _answer(self, _bus, _sender, _path, _interface, method, arguments, call):
        if method == "ReadAll":
            values = {APPEARANCE: {SCHEME: self._scheme}}
            call.return_value(GLib.Variant("(a{sa{sv}})", (values,)))
        elif tuple(arguments.unpack()) == (APPEARANCE, SCHEME):
            inner = self._scheme if method == "ReadOne" else GLib.Variant("v", self._scheme)
            call.return_value(GLib.Variant("(v)", (inner,)))
        else:
            call.return_dbus_error("org.freedesktop.portal.Error.NotFound", "not found")

    def _property(self, _bus, _sender, _path, _interface, _name):
        return GLib.Variant("u", 2)


def main():
    settings = Settings(sys.argv[1])
    flags = Gio.BusNameOwnerFlags.NONE
    Gio.bus_own_name(Gio.BusType.SESSION, NAME, flags, settings.appear, settings.is_ready, None)
    loop = GLib.MainLoop()

    def on_line(channel, _condition):
        line = channel.readline()
        if not line:
            loop.quit()
            return False
        settings.change(line.strip())
        return True

    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, on_line)
    loop.run()


if __name__ == "__main__":
    main()
