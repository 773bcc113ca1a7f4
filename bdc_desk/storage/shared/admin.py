"""What the owner of the shared database can do."""

from bdc_desk.storage.shared.chain_care import ChainCare
from bdc_desk.storage.shared.inspecting import Inspecting
from bdc_desk.storage.shared.installing import Installing
from bdc_desk.storage.shared.membership import Membership


class Admin(Installing, Membership, ChainCare, Inspecting):
    """The owner's connection, whole."""
