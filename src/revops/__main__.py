"""Let `python -m revops` do what `revops` does."""

from revops.cli import main

if __name__ == "__main__":
    main()
