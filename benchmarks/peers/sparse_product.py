#!/usr/bin/env python3
"""Times PathSim neighbour tables by SciPy's sparse product, to compare with benchmarks/run metapath.

The tables are the top 100 contents of each content over its category levels and attributes, and over the users who
clicked it. The product is SciPy's, the selection NumPy's argpartition. One thread.

usage: sparse_product.py DATA [--rounds N]
needs: python3-numpy, python3-scipy
"""
import argparse
import json
import time
from pathlib import Path

import numpy as np
from scipy import sparse

TOP = 100


def incidence(count, pairs):
    """Returns the 0/1 matrix of contents by features."""
    features = {}
    rows, columns = [], []
    for content, feature in sorted(set(pairs)):
        rows.append(content)
        columns.append(features.setdefault(feature, len(features)))
    return sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(count, len(features)))


def read(folder):
    with open(folder / "contents.jsonl", encoding="utf-8") as lines:
        records = sorted((json.loads(line) for line in lines), key=lambda record: record["content_id"])
    index = {record["content_id"]: i for i, record in enumerate(records)}
    described = []
    for i, record in enumerate(records):
        path = record.get("category", [])
        described += [(i, "/".join(path[:level])) for level in range(1, len(path) + 1)]
        described += [(i, f"{name}={value}") for name, values in record.get("attributes", {}).items() for value in values]
    with open(folder / "events.jsonl", encoding="utf-8") as lines:
        events = (json.loads(line) for line in lines)
        clicked = [(index[event["content_id"]], event["user_id"]) for event in events if event["action"] == "click"]
    return {"features": incidence(len(records), described), "users": incidence(len(records), clicked)}


def table(matrix):
    """Returns the seconds of product and selection, and the number of connected pairs."""
    begin = time.perf_counter()
    product = (matrix @ matrix.T).tocsr()
    middle = time.perf_counter()
    self_counts = product.diagonal()
    for row in range(product.shape[0]):
        columns = product.indices[product.indptr[row]:product.indptr[row + 1]]
        counts = product.data[product.indptr[row]:product.indptr[row + 1]]
        scores = np.where(columns == row, 0, 2 * counts / (self_counts[row] + self_counts[columns]))
        if len(scores) > TOP:
            best = np.argpartition(scores, -TOP)[-TOP:]
            scores = np.sort(scores[best])
    return middle - begin, time.perf_counter() - middle, product.nnz


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--rounds", type=int, default=5, help="measurements per table; the median counts (default: 5)")
    options = parser.parse_args()
    print("| table | pairs | product, s | selection, s |")
    print("|---|---|---|---|")
    for name, matrix in read(options.data).items():
        rounds = [table(matrix) for _ in range(options.rounds)]
        product, selection, pairs = (np.median([one[i] for one in rounds]) for i in range(3))
        print(f"| {name} | {int(pairs):,} | {product:.2f} | {selection:.2f} |", flush=True)


if __name__ == "__main__":
    main()
