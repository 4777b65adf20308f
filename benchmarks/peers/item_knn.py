#!/usr/bin/env python3
"""Hit rates of simple recommenders on a data-set folder, computed with SciPy.

Leave-one-out, fit strict, as in docs/reference/metrics.md: counts come from all but the last two engagements of each user.
The query is all but the last one, and the target is the last one. All contents are ranked except those of the query.
Equal scores share their mean rank.

DATA has contents.jsonl and events.jsonl, or ratings.csv and movies.csv of MovieLens (ratings from 3 count).

usage: item_knn.py DATA [--half-life EVENTS] [--window N]
needs: python3-numpy, python3-scipy
"""
import argparse
import csv
import json
from pathlib import Path

import numpy as np
from scipy import sparse

CUTS = (10, 30, 50, 100)
POSITIVE = {"click", "play", "like", "share", "favourite", "comment"}


def rows(folder):
    """Returns the ids of all contents, and (user, timestamp, content) of each positive event in the order of the file."""
    if (folder / "ratings.csv").exists():
        with open(folder / "movies.csv", encoding="utf-8", newline="") as lines:
            contents = [row["movieId"] for row in csv.DictReader(lines)]
        with open(folder / "ratings.csv", encoding="utf-8", newline="") as lines:
            return contents, [(row["userId"], int(row["timestamp"]), row["movieId"])
                              for row in csv.DictReader(lines) if float(row["rating"]) >= 3]
    with open(folder / "contents.jsonl", encoding="utf-8") as lines:
        contents = [json.loads(line)["content_id"] for line in lines]
    with open(folder / "events.jsonl", encoding="utf-8") as lines:
        return contents, [(event["user_id"], event["timestamp"], event["content_id"])
                          for event in map(json.loads, lines) if event["action"] in POSITIVE and "content_id" in event]


def read(folder):
    """Returns the number of contents, and the distinct contents of each user in the order of the first engagement."""
    contents, positive = rows(folder)
    index = {content: i for i, content in enumerate(sorted(contents))}
    events = {}
    for order, (user, at, content) in enumerate(positive):
        if content in index:
            events.setdefault(user, []).append((at, order, index[content]))
    sequences = []
    for user in sorted(events):
        sequence = list(dict.fromkeys(content for _, _, content in sorted(events[user])))
        if len(sequence) >= 3:
            sequences.append(sequence)
    return len(contents), sequences


def item_knn(users):
    """Cosine of the contents' user vectors (Sarwar et al. 2001)."""
    norms = sparse.diags(1 / np.sqrt(np.maximum(1, users.sum(axis=0)).A1))
    similarity = (norms @ (users.T @ users) @ norms).tolil()
    similarity.setdiag(0)
    return similarity.tocsr()


def transitions(count, training, window):
    """Directed transitions within a window, weight 1 / gap, divided by the square root of the row sum."""
    rows, columns, weights = [], [], []
    for sequence in training:
        for i, source in enumerate(sequence):
            for gap, target in enumerate(sequence[i + 1:i + 1 + window], 1):
                rows.append(source)
                columns.append(target)
                weights.append(1 / gap)
    table = sparse.csr_matrix((weights, (rows, columns)), shape=(count, count))
    sums = np.maximum(1e-12, table.sum(axis=1).A1)
    return sparse.diags(1 / np.sqrt(sums)) @ table


def hit_rates(count, sequences, scores_of):
    hits = np.zeros(len(CUTS))
    for begin in range(0, len(sequences), 512):
        batch = sequences[begin:begin + 512]
        scores = scores_of(batch)
        for row, sequence in zip(scores, batch):
            target = row[sequence[-1]]
            row[sequence[:-1]] = -1
            above = np.count_nonzero(row > target)
            equal = np.count_nonzero(row == target)
            for i, cut in enumerate(CUTS):
                # Share of the random orders of equal scores in which the target is within the cut.
                hits[i] += min(1, max(0, (cut - above) / equal)) if target > 0 else 0
    return hits / len(sequences)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half-life", type=float, default=2, help="half-life of a trigger in events (default: 2)")
    parser.add_argument("--window", type=int, default=3, help="window of transitions (default: 3)")
    options = parser.parse_args()
    count, sequences = read(options.data)
    training = [sequence[:-2] for sequence in sequences]
    rows = np.repeat(np.arange(len(training)), [len(sequence) for sequence in training])
    columns = np.concatenate([np.array(sequence, dtype=int) for sequence in training])
    users = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(training), count))
    popularity = users.sum(axis=0).A1
    knn = item_knn(users)
    follow = transitions(count, training, options.window)

    def queries(batch):
        rows, columns, weights = [], [], []
        for i, sequence in enumerate(batch):
            for age, content in enumerate(reversed(sequence[:-1])):
                rows.append(i)
                columns.append(content)
                weights.append(0.5 ** (age / options.half_life))
        return sparse.csr_matrix((weights, (rows, columns)), shape=(len(batch), count))

    print(f"{len(sequences)} users, {count} contents, half-life {options.half_life} events, window {options.window}")
    print("| recommender | " + " | ".join(f"HR@{cut}" for cut in CUTS) + " |")
    print("|---|" + "---|" * len(CUTS))
    for name, scores in (
            ("popularity", lambda batch: np.tile(popularity, (len(batch), 1))),
            ("item-kNN, cosine", lambda batch: (queries(batch) @ knn).toarray()),
            ("transitions", lambda batch: (queries(batch) @ follow).toarray()),
            ("transitions + 0.5 item-kNN", lambda batch: (queries(batch) @ (follow + 0.5 * knn)).toarray())):
        rates = hit_rates(count, sequences, scores)
        print(f"| {name} | " + " | ".join(f"{rate:.4f}".lstrip("0") for rate in rates) + " |", flush=True)


if __name__ == "__main__":
    main()
