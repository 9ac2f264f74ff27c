"""Makes images.idx3.gz, labels.idx1.gz and split.csv.gz of digits-8x8 from the PyPI package scikit-learn."""

import gzip
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import making  # noqa: E402

CLEAN_SHA256 = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8"
SIDE = 8
# The package does not say who wrote what, but its labels do: each of 14 sheets holds the same form of 130 digits, a few of them left
# out. These are the rows at which the sheets begin.
SHEETS = [0, 130, 256, 386, 516, 646, 776, 906, 1029, 1157, 1287, 1415, 1545, 1667]
TRAIN_SHEETS = 8


def sheet_of(labels):
    """The sheet of each row, after a look whether each sheet is the form indeed."""
    form = labels[: SHEETS[1]].tolist()
    for start, end in zip(SHEETS, [*SHEETS[1:], len(labels)]):
        likeness = SequenceMatcher(None, form, labels[start:end].tolist(), autojunk=False).ratio()
        assert likeness > 0.95, (start, likeness)
    return np.searchsorted(SHEETS, np.arange(len(labels)), side="right") - 1


def place(labels):
    """`{row: (part, canary)}`: whole sheets to train; of the others' rows each digit half and half to final and practice.

    Too few rows to spare any as canaries.
    """
    sheets = sheet_of(labels)
    train = making.by_hash("digits-8x8/sheet", range(len(SHEETS)))[:TRAIN_SHEETS]
    placed = {row: ("train", 0) for row in range(len(labels)) if sheets[row] in train}
    held_out = making.by_hash("digits-8x8/group", [row for row in range(len(labels)) if row not in placed])
    held_out.sort(key=lambda row: labels[row])
    placed.update({row: (("final", "practice")[position % 2], 0) for position, row in enumerate(held_out)})
    return placed


def main():
    options = making.arguments(__doc__)
    [content] = making.read_package(options.package, "PyPI", "scikit-learn", "1.9.1", ["sklearn/datasets/data/digits.csv.gz"])
    lines = gzip.decompress(content)
    assert making.sha256(lines) == CLEAN_SHA256, "the package's digits have changed"
    table = np.array([[int(float(field)) for field in line.split(b",")] for line in lines.split()], np.uint8)
    images, labels = table[:, :-1].reshape(-1, SIDE, SIDE), table[:, -1]
    assert len(np.unique(table[:, :-1], axis=0)) == len(table), "two images are identical"
    placed = place(labels)
    print(Counter(placed.values()), file=sys.stderr)
    split = making.split_csv("digits-8x8", placed, range(len(table)))
    files = {"images.idx3": making.idx_bytes(images), "labels.idx1": making.idx_bytes(labels), "split.csv": split}
    return making.write(options.out or HERE, files)


if __name__ == "__main__":
    sys.exit(main())
