"""Makes data.csv.gz and split.csv.gz of penguins from the Debian package r-cran-palmerpenguins."""

import csv
import io
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import making  # noqa: E402

CLEAN_SHA256 = "1867a776a83379df4219f227bb1effb967da12adb13732127c8c8d120434c29b"
FOLDER = "usr/lib/R/site-library/palmerpenguins/extdata"
CLASSES = ["Adelie", "Chinstrap", "Gentoo"]
# A fifth of each species; even numbers, because birds come in pairs. Too few birds to spare any as canaries.
WANTED = {"Adelie": (30, 0), "Chinstrap": (14, 0), "Gentoo": (24, 0)}


def table(content):
    """The header and the rows of a CSV; R's NA becomes an empty field."""
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    return header, [tuple("" if field == "NA" else field for field in row) for row in rows]


def nests(header, birds):
    """Species, island and nest of each bird: the nest's two birds are marked A1 and A2, and a nest is found again in later years."""
    nest = header.index("Individual ID")
    return [(bird[header.index("Species")], bird[header.index("Island")], bird[nest].split("A")[0]) for bird in birds]


def main():
    options = making.arguments(__doc__)
    paths = [f"{FOLDER}/penguins.csv", f"{FOLDER}/penguins_raw.csv"]
    contents = making.read_package(options.package, "Debian", "r-cran-palmerpenguins", "0.1.1-1", paths)
    (header, rows), (raw_header, raw) = map(table, contents)
    assert making.sha256(making.csv_text(header, rows)) == CLEAN_SHA256, "the package's table has changed"
    measured = [raw_header.index(f"{name} (mm)") for name in ("Culmen Length", "Culmen Depth", "Flipper Length")]
    assert [row[2:5] for row in rows] == [tuple(bird[field] for field in measured) for bird in raw], "the two tables differ"
    rows, split = making.split_classes("penguins", rows, [nests(raw_header, raw)], CLASSES, WANTED)
    return making.write(options.out or HERE, {"data.csv": making.csv_text(header, rows), "split.csv": split})


if __name__ == "__main__":
    sys.exit(main())
