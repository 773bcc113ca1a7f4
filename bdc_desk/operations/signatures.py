"""How a person signs their emails: kept at this desk, one for each who sits here."""

from bdc_desk.operations.desk import Desk


def signature_of(desk: Desk, person: str) -> str:
    """The person's own signature, which may hold placeholders; "" where the program's stands."""
    with desk.store.snapshot() as snapshot:
        return snapshot.setting(_key(person)) or ""


def keep_signature(desk: Desk, person: str, text: str) -> None:
    """Keep the signature; "" goes back to the program's. Whether it can be used is judged before
    (contact/signature.py).
    """
    with desk.store.unit() as unit:
        unit.put_setting(_key(person), text)


def _key(person: str) -> str:
    return f"signature {person}"
