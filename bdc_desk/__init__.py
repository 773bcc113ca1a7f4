"""BDC Desk: a desktop workstation for car-dealership BDC agents."""

__version__ = "0.1.0"
