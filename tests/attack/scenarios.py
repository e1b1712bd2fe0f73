"""The one list of attacks, from which both the short form and the long form are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.attack import blocking, flooding, hanging, numbers, raising, swelling, uploading
from tests.attack.attack import Attack
from tests.attack.faults import FAULTS

ROOMS = (raising, blocking, hanging, flooding, uploading, numbers, swelling)

ATTACKS: Mapping[str, Attack] = {attack.name: attack for room in ROOMS for attack in room.ATTACKS}
"""By name."""
ALL: Mapping[str, Attack] = {**ATTACKS, **{fault.name: fault for fault in FAULTS}}
"""With the injected faults, which are no attacks, but tests of the harness."""
GROUPS: Mapping[str, Sequence[Attack]] = {
    group: [attack for attack in ATTACKS.values() if attack.group == group]
    for group in dict.fromkeys(attack.group for attack in ATTACKS.values())
}
"""The attacks of each kind."""


def chosen(only: Sequence[str]) -> list[Attack]:
    """The attacks whose name, or group, is among `only`; all where there is none. Raises KeyError for what is unknown."""
    if not only:
        return [*ATTACKS.values()]
    return [attack for name in only for attack in (GROUPS[name] if name in GROUPS else [ALL[name]])]
