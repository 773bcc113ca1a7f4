"""The agent's day: guards know shown and no show, mail wishes, bounces and deputies. No table changes: the
guards are put in anew after each migration.
"""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing but the guards."""
