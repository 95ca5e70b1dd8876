"""What a check of the vault found, in words, and what is to be done."""

from peerdesk.vault.health import HealthAnswer, HealthReport, HealthStep

_GOOD: dict[HealthStep, str] = {
    HealthStep.PAGES: "Every page is as it was saved ({n} read).",
    HealthStep.RECORDS: "Every record can be read ({n} read).",
    HealthStep.REFERENCES: "Whatever a record belongs to is there.",
    HealthStep.LOOSE: "Every unfinished note belongs to a session or a note.",
    HealthStep.SEARCH: "The search knows every note.",
    HealthStep.FILES: "The vault's files are those that were opened.",
}
_BAD: dict[HealthStep, str] = {
    HealthStep.PAGES: "Damaged pages: {faults} of {n}.",
    HealthStep.RECORDS: "Damaged places in the records: {faults}.",
    HealthStep.REFERENCES: "Records that have lost what they belong to: {faults}.",
    HealthStep.LOOSE: (
        "Unfinished notes that have lost their session or note: {faults}. Nothing else is wrong "
        "with them."
    ),
    HealthStep.SEARCH: "The search does not know every note. No note is lost.",
    HealthStep.FILES: (
        "Changed or removed by another program while the vault was open: {parts}. Look for a sync "
        "program, and back up now."
    ),
}


def answer_in_words(answer: HealthAnswer) -> str:
    """One step's answer, as a line."""
    form = _BAD if answer.faults else _GOOD
    return form[answer.step].format(
        n=f"{answer.looked_at:,}", faults=f"{answer.faults:,}", parts=", ".join(answer.parts)
    )


def verdict_in_words(report: HealthReport) -> str:
    """The whole answer: what it means, what was kept, what to do next."""
    if report.is_whole:
        return "The vault is whole: every page and every record was read."
    if report.only_search_is_damaged:
        return (
            "Every record is whole; only the search is out of step with the notes. Nothing is "
            "lost. Build the search anew."
        )
    if report.records_are_damaged:
        return (
            "This vault is damaged. Nothing was changed. Write nothing more into it: lock now, "
            "and unlock again. PeerDesk then shows what can still be read and what your backups "
            "hold, and you choose."
        )
    return "Every record is whole, but something needs your attention. Nothing was changed."
