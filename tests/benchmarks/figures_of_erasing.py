"""Erasing those who came most often: what would go, the erasure itself, and its proof apart."""

from collections.abc import Iterator

from bench import Bench, Figure, Row, sample

from peerdesk.desk.traces import prove

ERASED = 3
MOST_MILLISECONDS = 3_000.0
MOST_FOR_THE_PROOF = 5_000.0
_CAME_MOST = """
SELECT member_id FROM attendances GROUP BY member_id ORDER BY count(*) DESC, member_id LIMIT ?
"""


def figures(bench: Bench) -> Iterator[Row]:
    desk = bench.desk
    found = desk.connection.execute(_CAME_MOST, (ERASED,)).fetchall()
    ids = [member_id for (member_id,) in found]
    yield Figure(
        "what would go, in a job", tuple(sample(desk.erasures.preview, each) for each in ids)
    )
    texts: list[tuple[str, ...]] = []

    def erase(member_id: int) -> None:
        texts.append(desk.erasures.erase(member_id).texts)

    yield Figure("erased, in a job", tuple(sample(erase, each) for each in ids), MOST_MILLISECONDS)
    proof = (sample(prove, desk.vault, texts[0]),)
    yield Figure("proven in the whole file, in a job", proof, MOST_FOR_THE_PROOF)
