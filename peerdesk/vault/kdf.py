"""Argon2id: from a secret that a person remembers to a key that wraps the master key."""

import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from peerdesk.domain.passphrases import normal_form
from peerdesk.errors import UserError
from peerdesk.vault.troubles import VaultTrouble

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16

LEAST_MEMORY_KIB: Final = 64 * 1024
MOST_MEMORY_KIB: Final = 2 * 1024 * 1024
PREFERRED_MEMORY_KIB: Final = 256 * 1024
LEAST_ITERATIONS: Final = 3
MOST_ITERATIONS: Final = 64
MOST_LANES: Final = 16


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess costs: memory in KiB, passes over it, and lanes that run side by side."""

    memory_kib: int
    iterations: int
    lanes: int

    @property
    def work(self) -> int:
        """KiB that are passed over: time grows with it on one computer."""
        return self.memory_kib * self.iterations

    def is_within_bounds(self) -> bool:
        """Whether it is neither too weak to trust nor made to exhaust this machine.

        One pass is enough at 2 GiB (RFC 9106 §4, first choice); elsewhere three is the least.
        """
        least = 1 if self.memory_kib == MOST_MEMORY_KIB else LEAST_ITERATIONS
        return (
            LEAST_MEMORY_KIB <= self.memory_kib <= MOST_MEMORY_KIB
            and least <= self.iterations <= MOST_ITERATIONS
            and 1 <= self.lanes <= MOST_LANES
        )


class Fit(StrEnum):
    """How a cost stands to the second that opening is meant to take."""

    FITS = "fits"
    SLOW = "slow"
    QUICK = "quick"


SLOW_SECONDS: Final = 2.5
QUICK_SECONDS: Final = 0.4
"""More keeps people waiting; less is guessed faster than it needs to be."""

FLOOR: Final = KdfCost(memory_kib=LEAST_MEMORY_KIB, iterations=LEAST_ITERATIONS, lanes=4)
"""RFC 9106 §4, second choice: never below this."""


def derive(secret: str, salt: bytes, cost: KdfCost) -> bytearray:
    """The 32-byte key of a secret, spelled in NFKC and encoded as UTF-8.

    Raises `ValueError` for a cost out of bounds (callers check it when they read it) and
    `UserError(NOT_ENOUGH_MEMORY)`.
    """
    if not cost.is_within_bounds():
        message = f"cost out of bounds: {cost}"
        raise ValueError(message)
    try:
        return bytearray(
            hash_secret_raw(
                # A lone surrogate, as a broken input method may send, must not raise here.
                normal_form(secret).encode("utf-8", "surrogatepass"),
                salt,
                time_cost=cost.iterations,
                memory_cost=cost.memory_kib,
                parallelism=cost.lanes,
                hash_len=KEY_BYTES,
                type=Type.ID,
            )
        )
    except (HashingError, MemoryError) as error:
        # With a cost in bounds and a salt of our own, allocating is all that is left to fail.
        raise UserError(VaultTrouble.NOT_ENOUGH_MEMORY, memory_kib=cost.memory_kib) from error


def calibrate(target_seconds: float = 1.0) -> KdfCost:
    """The cost that takes about `target_seconds` on this machine, measured at the floor.

    From 256 MiB with as many passes as fit; where three passes of that take longer, with less
    memory, but never less than the floor.
    """
    floor_seconds = _seconds(FLOOR)
    pass_seconds = floor_seconds / FLOOR.iterations * (PREFERRED_MEMORY_KIB / FLOOR.memory_kib)
    passes = int(target_seconds / pass_seconds)
    if passes >= LEAST_ITERATIONS:
        return KdfCost(PREFERRED_MEMORY_KIB, min(passes, MOST_ITERATIONS), FLOOR.lanes)
    share = target_seconds / (pass_seconds * LEAST_ITERATIONS)
    memory = int(PREFERRED_MEMORY_KIB * share) // 1024 * 1024
    return KdfCost(max(memory, LEAST_MEMORY_KIB), LEAST_ITERATIONS, FLOOR.lanes)


def fit(cost: KdfCost, seconds: float) -> Fit:
    """How a cost stands that took so many `seconds` here, where another one would stand better."""
    if seconds > SLOW_SECONDS and cost.work > FLOOR.work:
        return Fit.SLOW
    if seconds < QUICK_SECONDS and cost.iterations < MOST_ITERATIONS:
        return Fit.QUICK
    return Fit.FITS


def _seconds(cost: KdfCost) -> float:
    """The faster of two runs: the first also pays for pages that the system hands out."""
    runs = []
    for _ in range(2):
        began = time.perf_counter()
        derive("calibration", bytes(SALT_BYTES), cost)
        runs.append(time.perf_counter() - began)
    return min(runs)
