"""Does not even begin."""

import sys

sys.exit("no licence")
