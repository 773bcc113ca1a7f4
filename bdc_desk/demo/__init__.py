"""An invented dealership to look around in: nobody in it exists, and it is the same every time."""

from bdc_desk.demo.inventing import invent
from bdc_desk.demo.trickle import Trickle

__all__ = ["Trickle", "invent"]
