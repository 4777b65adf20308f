#!/usr/bin/env python3
"""Hit rates of sums over the neighbours of a user's contents, with several weights of a neighbour.

usage: contrast.py DATA GENERATION SPACE [USERS]

DATA: data-set folder; GENERATION: folder of a generation built from it; SPACE: embedding space with metric cosine.
The last content of each sampled user is the target; the contents before it are the triggers, weighted by
2^(-age / 2) with the age in events. The 100 nearest contents by cosine are the neighbours throughout.
"""
import collections
import json
import pathlib
import sys

import numpy as np

NEIGHBOURS, NEAREST, SIZES = 100, 10, (10, 30, 100)


def main(data, generation, space, users=4000):
    generation = pathlib.Path(generation)
    rows = [json.loads(line) for line in open(generation / "contents.index.jsonl")]
    ordinal = {row if isinstance(row, str) else row["key"]: i for i, row in enumerate(rows)}
    known = np.load(generation / f"space.{space}.ordinals.npy")
    vectors = np.zeros((len(ordinal), np.load(generation / f"space.{space}.vectors.npy").size // len(known)), np.float32)
    vectors[known] = np.load(generation / f"space.{space}.vectors.npy").reshape(len(known), -1)

    events = collections.defaultdict(list)
    for line in open(pathlib.Path(data) / "events.jsonl"):
        event = json.loads(line)
        if event.get("content_id") in ordinal and event["action"] != "impression":
            events[event["user_id"]].append((str(event["timestamp"]), ordinal[event["content_id"]]))
    histories = [list(dict.fromkeys(content for _, content in sorted(events[user], key=lambda one: one[0])))
                 for user in sorted(events)]
    histories = [history for history in histories if len(history) > 1]
    sample = np.random.RandomState(0).permutation(len(histories))[:int(users)]

    similarity = vectors @ vectors.T
    np.fill_diagonal(similarity, -1)
    nearest = np.argpartition(-similarity, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
    values = np.maximum(np.take_along_axis(similarity, nearest, 1), 0)
    closeness = np.sort(values, 1)[:, -NEAREST:].mean(1)

    def contrast(correction):
        adjusted = values - correction * closeness[nearest]
        return np.maximum(adjusted - adjusted.min(1, keepdims=True), 0.001 * values)

    for name, weights in [("sim", values)] + [(f"contrast, correction {c}", contrast(c)) for c in (0, 0.35, 0.75)]:
        hits, unique = dict.fromkeys(SIZES, 0), {size: set() for size in SIZES}
        for user in sample:
            *triggers, target = histories[user]
            scores = np.zeros(len(ordinal))
            for age, trigger in enumerate(reversed(triggers[-20:])):
                scores[nearest[trigger]] += 0.5 ** (age / 2) * weights[trigger]
            scores[triggers] = -1
            top = np.argsort(-scores, kind="stable")[:SIZES[-1]]
            top = top[scores[top] > 0]
            for size in SIZES:
                hits[size] += target in top[:size]
                unique[size].update(top[:size].tolist())
        print(f"{name:26}", *(f"HR@{size} {hits[size] / len(sample):.4f}" for size in SIZES),
              f"contents in some first 10: {len(unique[10]):,}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
