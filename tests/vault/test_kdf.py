import pytest

from peerdesk.vault.kdf import FLOOR, Fit, KdfCost, calibrate, derive, fit


@pytest.mark.parametrize(
    ("cost", "usable"),
    [
        (FLOOR, True),
        (KdfCost(2**21, 1, 16), True),
        (KdfCost(2**21, 64, 1), True),
        (KdfCost(2**21 - 1, 1, 4), False),
        (KdfCost(2**21, 0, 4), False),
        (KdfCost(2**21 + 1, 3, 4), False),
        (KdfCost(65535, 3, 4), False),
        (KdfCost(65536, 2, 4), False),
        (KdfCost(65536, 65, 4), False),
        (KdfCost(65536, 3, 0), False),
        (KdfCost(65536, 3, 17), False),
    ],
)
def test_the_bounds_are_those_of_the_contract(cost: KdfCost, *, usable: bool) -> None:
    assert cost.is_within_bounds() is usable
    if not usable:
        with pytest.raises(ValueError, match="out of bounds"):
            derive("secret", bytes(16), cost)


def test_a_key_depends_on_secret_and_salt_and_not_on_composition() -> None:
    key = derive("u\u0308ber", bytes(16), FLOOR)
    assert len(key) == 32
    assert derive("\u00fcber", bytes(16), FLOOR) == key
    assert derive("uber", bytes(16), FLOOR) != key
    assert derive("\u00fcber", b"\1" * 16, FLOOR) != key
    assert len(derive("\ud800 lone surrogate", bytes(16), FLOOR)) == 32


@pytest.mark.parametrize("seconds", [0.0, 0.3, 1.0])
def test_a_calibrated_cost_is_within_bounds_and_never_below_the_floor(seconds: float) -> None:
    cost = calibrate(seconds)
    assert cost.is_within_bounds()
    assert cost.memory_kib >= FLOOR.memory_kib
    assert cost.iterations >= FLOOR.iterations
    if seconds == 0.0:
        assert cost == FLOOR


@pytest.mark.parametrize(
    ("seconds", "found"), [(0.3, Fit.QUICK), (0.5, Fit.FITS), (2.4, Fit.FITS), (2.6, Fit.SLOW)]
)
def test_a_cost_far_from_a_second_is_told(seconds: float, found: Fit) -> None:
    assert fit(KdfCost(2**18, 10, 4), seconds) is found


def test_what_could_not_be_fitted_better_is_not_spoken_of() -> None:
    assert fit(FLOOR, 9.0) is Fit.FITS
    assert fit(KdfCost(2**18, 64, 4), 0.1) is Fit.FITS
