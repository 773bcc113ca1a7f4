"""`python -m bdc_desk` is the command `bdc-desk`."""

import sys

from bdc_desk.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
