"""`python -m lodestone`: the same as the command `lodestone`."""

import sys

from lodestone.commands import main

if __name__ == "__main__":
    sys.exit(main())
