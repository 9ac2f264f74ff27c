"""Makes data.csv.gz and split.csv.gz of breast-cancer from the PyPI package scikit-learn."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import making  # noqa: E402

CLEAN_SHA256 = "e5709d30c1664c5776b78f94a8e9efcb9626107c0909eaebc5d640d524f0509d"
CLASSES = ["benign", "malignant"]
# The package numbers its classes the other way round.
DIAGNOSES = {"0": "malignant", "1": "benign"}
# A fifth of each class. Too few tumours to spare any as canaries.
WANTED = {"benign": (71, 0), "malignant": (42, 0)}
MEASURES = [
    "radius",
    "texture",
    "perimeter",
    "area",
    "smoothness",
    "compactness",
    "concavity",
    "concave_points",
    "symmetry",
    "fractal_dimension",
]
# Of each image the mean over its nuclei, the standard error of that mean, and the mean of its three largest nuclei.
NAMES = [("mean_", ""), ("", "_error"), ("worst_", "")]
HEADER = ["diagnosis", *(f"{prefix}{measure}{suffix}" for prefix, suffix in NAMES for measure in MEASURES)]


def main():
    options = making.arguments(__doc__)
    [content] = making.read_package(options.package, "PyPI", "scikit-learn", "1.9.1", ["sklearn/datasets/data/breast_cancer.csv"])
    sizes, *lines = content.decode("ascii").splitlines()
    assert sizes == "569,30,malignant,benign", sizes
    rows = [(DIAGNOSES[label], *measures) for *measures, label in (line.split(",") for line in lines)]
    assert making.sha256(making.csv_text(HEADER, rows)) == CLEAN_SHA256, "the package's table has changed"
    rows, split = making.split_classes("breast-cancer", rows, making.all_but_one([row[1:] for row in rows]), CLASSES, WANTED)
    return making.write(options.out or HERE, {"data.csv": making.csv_text(HEADER, rows), "split.csv": split})


if __name__ == "__main__":
    sys.exit(main())
