"""Erased: guards let details of an erased lead go, and the originals that it came in. No table changes: the
guards are put in anew after each migration.
"""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing but the guards."""
