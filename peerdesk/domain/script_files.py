"""Script files: plain writing and strict reading of ground-rule scripts as TOML.

The format is described in `resources/help/script-format.md`. Markup in a script has no meaning
here, and placeholders are filled in later and only once.
"""

import json
import re
from collections.abc import Mapping

from peerdesk.domain.placeholders import PLACEHOLDERS
from peerdesk.domain.scripts import ReadingLevel, RuleItem, RuleTopic, ScriptText, Segment
from peerdesk.domain.scripts import SegmentKind as Kind
from peerdesk.domain.strict_toml import (
    LONGEST_LINE,
    LONGEST_SHOWN,
    LONGEST_TEXT,
    ScriptFileError,
    ScriptTrouble,
    TomlTable,
    read_toml,
)

FORMAT = 1
LONGEST_TITLE = 200
MOST_SEGMENTS = 60
MOST_RULES = 60
LONGEST_MINUTES = 180
LATEST_EDITION = 9999

_BRACED = re.compile(r"\{([^{}\n]*)\}")
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def decoded_script(data: bytes, source: str) -> str:
    """The text of a file. ScriptFileError with the line of what is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        raise ScriptFileError(source, line, ScriptTrouble.NOT_UTF8) from failure


def parse_script(toml_text: str, source: str) -> ScriptText:
    """The script in `toml_text`. ScriptFileError with the line and the reason where it is refused.

    `source` is the name under which the person knows the file. The caller has decoded it.
    """
    table = read_toml(toml_text, source)
    number = table.whole("format", 1, 2**31)
    if number > FORMAT:
        raise table.refusal(ScriptTrouble.NEWER_FORMAT, "format", format=number, known=FORMAT)
    table.allow_only("format", "id", "edition", "language", "level", "title", "summary", "segments")
    return ScriptText(
        id=table.matching("id", _IDENTIFIER),
        edition=table.whole("edition", 1, LATEST_EDITION, 1),
        language=table.matching("language", _LANGUAGE),
        level=table.choice("level", ReadingLevel, ReadingLevel.PLAIN),
        title=_spoken(table, "title", LONGEST_TITLE),
        summary=_spoken(table, "summary", LONGEST_LINE, ""),
        segments=tuple(_segment(each) for each in table.tables("segments", MOST_SEGMENTS)),
    )


def parse_library(files: Mapping[str, str]) -> tuple[ScriptText, ...]:
    """The scripts of several files (source to text), no two with one id in one language."""
    scripts: dict[tuple[str, str], ScriptText] = {}
    for source, text in files.items():
        script = parse_script(text, source)
        if (script.language, script.id) in scripts:
            raise read_toml(text, source).refusal(ScriptTrouble.DUPLICATE, "id", value=script.id)
        scripts[script.language, script.id] = script
    return tuple(scripts.values())


def _segment(table: TomlTable) -> Segment:
    table.allow_only("kind", "title", "minutes", "newcomer", "short", "on", "text", "rules")
    rules = table.tables("rules", MOST_RULES, required=False)
    return Segment(
        kind=table.choice("kind", Kind),
        title=_spoken(table, "title", LONGEST_TITLE),
        minutes=table.whole("minutes", 1, LONGEST_MINUTES),
        in_newcomer_form=table.yes("newcomer", default=True),
        in_short_form=table.yes("short", default=True),
        switched_on=table.yes("on", default=True),
        text=_spoken(table, "text", LONGEST_TEXT, "" if rules else None),
        rules=tuple(_rule(each) for each in rules),
    )


def _rule(table: TomlTable) -> RuleItem:
    table.allow_only("topic", "text", "why", "ask", "on")
    return RuleItem(
        topic=table.choice("topic", RuleTopic),
        text=_spoken(table, "text", LONGEST_TEXT),
        why=_spoken(table, "why", LONGEST_LINE, ""),
        ask=_spoken(table, "ask", LONGEST_LINE, ""),
        switched_on=table.yes("on", default=True),
    )


def _spoken(table: TomlTable, key: str, longest: int, default: str | None = None) -> str:
    """Words to be read aloud, which may hold placeholders; `text` may have line breaks."""
    text = (table.words if key == "text" else table.line)(key, longest, default)
    unknown = [name for name in _BRACED.findall(text) if name not in PLACEHOLDERS]
    if unknown:
        data = {"placeholder": unknown[0][:LONGEST_SHOWN], "allowed": ", ".join(PLACEHOLDERS)}
        raise table.refusal(ScriptTrouble.UNKNOWN_PLACEHOLDER, key, f"{{{unknown[0]}}}", **data)
    return text


def format_script(script: ScriptText) -> str:
    """`script` as a file that `parse_script` reads back to the same words.

    ScriptFileError where the words could not be read back, an unknown placeholder for instance.
    """
    lines = [
        f"format = {FORMAT}",
        f"id = {_quoted(script.id)}",
        f"edition = {script.edition}",
        f"language = {_quoted(script.language)}",
        f"level = {_quoted(script.level)}",
        f"title = {_quoted(script.title)}",
        f"summary = {_quoted(script.summary)}",
    ]
    for segment in script.segments:
        lines += ["", *_segment_lines(segment)]
    text = "\n".join(lines) + "\n"
    parse_script(text, script.id)
    return text


def _segment_lines(segment: Segment) -> list[str]:
    lines = [
        "[[segments]]",
        f"kind = {_quoted(segment.kind)}",
        f"title = {_quoted(segment.title)}",
        f"minutes = {segment.minutes}",
        *([] if segment.in_newcomer_form else ["newcomer = false"]),
        *([] if segment.in_short_form else ["short = false"]),
        *([] if segment.switched_on else ["on = false"]),
        f"text = {_quoted_block(segment.text)}",
    ]
    for rule in segment.rules:
        lines += ["", *_rule_lines(rule)]
    return lines


def _rule_lines(rule: RuleItem) -> list[str]:
    return [
        "[[segments.rules]]",
        f"topic = {_quoted(rule.topic)}",
        f"text = {_quoted(rule.text)}",
        *([f"why = {_quoted(rule.why)}"] if rule.why else []),
        *([f"ask = {_quoted(rule.ask)}"] if rule.ask else []),
        *([] if rule.switched_on else ["on = false"]),
    ]


def _quoted(text: str) -> str:
    """`text` as a TOML string on one line; JSON's escapes are a part of TOML's."""
    return json.dumps(str(text), ensure_ascii=False)


def _quoted_block(text: str) -> str:
    """`text` as a TOML string over several lines, as a person would write it."""
    if "'''" not in text and not text.endswith("'"):
        return f"'''\n{text}\n'''"
    escaped = text.replace("\\", "\\\\").replace('"""', '""\\"')
    return f'"""\n{escaped}\n"""'
