"""What the bundle starts."""

import sys

from actviz.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
