"""Makes data.csv.gz and split.csv.gz of credit from the Debian package r-cran-modeldata."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import making  # noqa: E402

CLEAN_SHA256 = "43c83a4630f1995f00b456becc4a84219616a2f2bae445e86c706264cc9050a4"
FOLDER = "usr/lib/R/site-library/modeldata/data"
CLASSES = ["good", "bad"]
# A fifth of the applicants each. Of 40 canaries 12 are bad, near the share of all; an even number, so that half can be right.
WANTED = {"good": (640, 28), "bad": (251, 12), "both": (0, 0)}


def main():
    options = making.arguments(__doc__)
    paths = [f"{FOLDER}/Rdata.rdx", f"{FOLDER}/Rdata.rdb"]
    index, database = making.read_package(options.package, "Debian", "r-cran-modeldata", "1.1.0-1", paths)
    applicants = making.read_r_table(index, database, "credit_data")
    header, rows = list(applicants), making.table_rows(applicants)
    assert making.sha256(making.csv_text(header, rows)) == CLEAN_SHA256, "the package's table has changed"
    alike = making.all_but_one([row[1:] for row in rows])
    rows, split = making.split_classes("credit", rows, alike, CLASSES, WANTED)
    return making.write(options.out or HERE, {"data.csv": making.csv_text(header, rows), "split.csv": split})


if __name__ == "__main__":
    sys.exit(main())
