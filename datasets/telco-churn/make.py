"""Makes data.csv.gz and split.csv.gz of telco-churn from the Debian package r-cran-modeldata."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import making  # noqa: E402

CLEAN_SHA256 = "4445eb66ce99319d9864e4243ce75747a4596bd09a2468bc38235d4719eba2d2"
FOLDER = "usr/lib/R/site-library/modeldata/data"
CLASSES = ["No", "Yes"]
# A fifth of the customers each. Of 40 canaries 10 left, near the share of all; an even number, so that half can be right.
WANTED = {"No": (1021, 30), "Yes": (363, 10), "both": (25, 0)}


def main():
    options = making.arguments(__doc__)
    paths = [f"{FOLDER}/Rdata.rdx", f"{FOLDER}/Rdata.rdb"]
    index, database = making.read_package(options.package, "Debian", "r-cran-modeldata", "1.1.0-1", paths)
    customers = making.read_r_table(index, database, "wa_churn")
    header, rows = list(customers), making.table_rows(customers)
    assert making.sha256(making.csv_text(header, rows)) == CLEAN_SHA256, "the package's table has changed"
    alike = making.all_but_one([row[1:] for row in rows])
    rows, split = making.split_classes("telco-churn", rows, alike, CLASSES, WANTED)
    return making.write(options.out or HERE, {"data.csv": making.csv_text(header, rows), "split.csv": split})


if __name__ == "__main__":
    sys.exit(main())
