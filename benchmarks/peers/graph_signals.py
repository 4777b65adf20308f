#!/usr/bin/env python3
"""Gain of personalised PageRank, FastRP and communities in a blend with the channels of an evaluation.

Reads the lists of `recall evaluate DATA --protocol leave-one-out --out OUT`. Blends them by softmax regression on each
candidate's presence, score and rank per list, fitted on one half of the users and applied to the other. The merged list is
one of the lists, so that a signal must add to the evaluated blend. Then adds one signal at a time, and prints hit rates and
the difference, with a 95 % confidence interval from a paired bootstrap over users. As a positive control, it blends the
channels without the merged list and leaves out one channel at a time.

Personalised PageRank walks from the user's contents, weighted by recency, over users (share 1 - W) and over categories,
attributes and tags (share W). It is cut to the nearest 300 contents of each content, as a served table would be. FastRP ranks
by cosine with the weighted mean of the user's contents. A community scores a content by the share of the user's contents in
it. As a control without the graph, contents are scored by the categories, attributes and tags that they share with the user's
contents. All use the training engagements only, except communities, which FILE has: rows of content id and community, as
printed by `recall cypher 'MATCH (c:Content)-[:IN_COMMUNITY]->(k) RETURN c.content_id, k.key' --limit 10000000`.

usage: graph_signals.py DATA OUT [--half-life EVENTS] [--without CHANNEL,...] [--communities FILE]...
needs: python3-numpy, python3-scipy
"""
import argparse
import json
from pathlib import Path

import numpy as np
from scipy import optimize, sparse

POSITIVE = {"click", "play", "like", "share", "favourite", "comment"}
SIZE, NEIGHBOURS, CONTINUATION, BATCH = 100, 300, 0.5, 512


def read(folder):
    """Returns content ids, the content-feature matrix, and each user's contents in the order of the first engagement."""
    with open(folder / "contents.jsonl", encoding="utf-8") as lines:
        records = sorted(map(json.loads, lines), key=lambda record: record["content_id"])
    index = {record["content_id"]: i for i, record in enumerate(records)}
    features, pairs = {}, set()
    for i, record in enumerate(records):
        path = record.get("category") or []
        names = [("category", *path[:level]) for level in range(1, len(path) + 1)]
        names += [(key, value) for key, values in (record.get("attributes") or {}).items() for value in values]
        names += [("tag", tag) for tag in record.get("tags") or []]
        pairs.update((i, features.setdefault(name, len(features))) for name in names)
    rows, columns = np.array(sorted(pairs)).T
    events = {}
    with open(folder / "events.jsonl", encoding="utf-8") as lines:
        for order, event in enumerate(map(json.loads, lines)):
            if event["action"] in POSITIVE and event.get("content_id") in index:
                events.setdefault(event["user_id"], []).append((event["timestamp"], order, index[event["content_id"]]))
    sequences = {user: list(dict.fromkeys(c for _, _, c in sorted(events[user]))) for user in sorted(events)}
    return index, sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), (len(index), len(features))), sequences


def read_lists(file, index, users):
    """Returns the lists of a channel as user, content, score, rank."""
    entries = []
    with open(file, encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            user = users[record["user_id"]]
            entries += [(user, index[content["content_id"]], content["score"], rank)
                        for rank, content in enumerate(record["contents"][:SIZE])]
    return np.array(entries).reshape(-1, 4)


def normalised(matrix):
    """Divides each row by its sum."""
    sums = np.asarray(matrix.sum(axis=1)).ravel()
    return (sparse.diags(1 / np.where(sums == 0, 1, sums)) @ matrix).tocsr().astype(np.float32)


def sequence_matrix(sequences, count, half_life=np.inf):
    rows, columns, weights = [], [], []
    for row, sequence in enumerate(sequences):
        for age, content in enumerate(reversed(sequence)):
            rows.append(row)
            columns.append(content)
            weights.append(0.5 ** (age / half_life))
    return sparse.csr_matrix((np.array(weights, np.float32), (rows, columns)), (len(sequences), count))


def idf_weighted(features):
    """Multiplies features by their inverse document frequency."""
    return features @ sparse.diags(np.log(1 + features.shape[0] / np.maximum(1, np.asarray(features.sum(axis=0)).ravel())))


def page_rank(users, features, share):
    """Personalised PageRank of contents from each content (Page et al. 1999), cut to the nearest ones."""
    down = sparse.hstack([(1 - share) * normalised(users.T), share * normalised(idf_weighted(features))]).T.tocsr()
    up = sparse.vstack([normalised(users), normalised(features.T)]).T.tocsr()
    rows = []
    for begin in range(0, users.shape[1], BATCH):
        here = np.zeros((users.shape[1], min(BATCH, users.shape[1] - begin)), np.float32)
        here[np.arange(begin, begin + here.shape[1]), np.arange(here.shape[1])] = 1
        total, visits = np.zeros_like(here), 1.0
        while visits > 1e-3:
            here = up @ (down @ here)
            visits *= CONTINUATION
            total += visits * here
        least = -np.partition(-total, NEIGHBOURS, axis=0)[NEIGHBOURS]
        rows.append(sparse.csr_matrix(np.where(total > least, total, 0).T))
    return sparse.vstack(rows).tocsr()


def fast_rp(users, features, dimensions=128, seed=0):
    """Vectors of contents by four propagations of random vectors (Chen et al. 2019), weights 0, 0, 0, 0, 1."""
    half = sparse.vstack([users, features.T])
    steps = normalised(sparse.bmat([[None, half.T], [half, None]]))
    vectors = np.random.default_rng(seed).choice([-1, 0, 0, 0, 0, 1], (steps.shape[0], dimensions)).astype(np.float32)
    for _ in range(4):
        vectors = unit(steps @ vectors)
    return vectors[:users.shape[1]]


def unit(vectors):
    return vectors / np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))


def communities(file, index):
    """Returns the memberships of contents."""
    with open(file, encoding="utf-8") as lines:
        rows = [line.split() for line in lines]
    rows = [(index[row[0]], int(row[1])) for row in rows if len(row) == 2 and row[0] in index]
    contents, groups = np.array(rows).T
    return sparse.csr_matrix((np.ones(len(rows), np.float32), (contents, groups)), (len(index), groups.max() + 1))


def top(score, known):
    """Returns the best contents of every user as lists, without known ones."""
    entries = []
    for begin in range(0, len(known), BATCH):
        for user, scores in enumerate(score(begin, begin + BATCH), begin):
            scores[known[user]] = 0
            best = np.argpartition(-scores, SIZE)[:SIZE]
            best = best[np.argsort(-scores[best], kind="stable")]
            best = best[scores[best] > 0]
            entries.append(np.stack([np.full(len(best), user), best, scores[best], np.arange(len(best))], 1))
    return np.concatenate(entries)


class Blend:
    """Softmax regression over the candidates of all users."""

    def __init__(self, targets, contents):
        self.targets, self.contents = targets, contents
        self.half = np.random.default_rng(1).integers(0, 2, len(targets))

    def ranks(self, lists, extra=()):
        """Returns the rank of each target; extra: functions from users to scores of all contents."""
        keys = [entries[:, 0].astype(int) * self.contents + entries[:, 1].astype(int) for entries in lists]
        known = np.unique(np.concatenate(keys))
        users, contents = np.divmod(known, self.contents)
        columns = []
        for key, entries in zip(keys, lists):
            users_of, score, rank = entries[:, 0].astype(int), entries[:, 2], entries[:, 3]
            length = np.sqrt(np.bincount(users_of, score ** 2, len(self.targets)))[users_of]
            for values in (np.ones(len(key)), 5 * score / np.maximum(1e-12, length), 3 / (3 + rank),
                           np.log((SIZE + 1) / (1 + rank)) / 4.6):
                columns.append(np.zeros(len(known), np.float32))
                columns[-1][np.searchsorted(known, key)] = values
        for score in extra:
            column = np.zeros(len(known), np.float32)
            for begin in range(0, len(self.targets), BATCH):
                part = slice(*np.searchsorted(users, [begin, begin + BATCH]))
                column[part] = score(begin, begin + BATCH)[users[part] - begin, contents[part]]
            highest = np.maximum.reduceat(column, np.searchsorted(users, np.arange(len(self.targets))))[users]
            column = np.sqrt(np.maximum(0, column) / np.maximum(1e-12, highest))
            columns += [column, column ** 2]
        return self.fitted(users, contents == self.targets[users], np.stack(columns, 1))

    def fitted(self, users, is_target, features):
        scores = np.zeros(len(users), np.float32)
        found = np.isin(users, users[is_target])
        for half in (0, 1):
            fitting = found & (self.half[users] != half)
            weights = softmax_regression(users[fitting], is_target[fitting], features[fitting])
            scores[self.half[users] == half] = features[self.half[users] == half] @ weights
        of_target = np.full(len(self.targets), np.inf)
        of_target[users[is_target]] = scores[is_target]
        ranks = np.bincount(users, scores > of_target[users], len(self.targets)) + 1
        return np.where(np.isinf(of_target), np.inf, ranks)


def softmax_regression(users, is_target, features, decay=1.0):
    begins = np.flatnonzero(np.diff(users, prepend=-1))
    group = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(users)))
    observed = features[is_target].sum(axis=0, dtype=float)

    def loss(weights):
        scores = (features @ weights.astype(np.float32)).astype(float)
        scores -= np.maximum.reduceat(scores, begins)[group]
        exponents = np.exp(scores)
        sums = np.add.reduceat(exponents, begins)
        expected = (exponents / sums[group]).astype(np.float32) @ features
        value = np.log(sums).sum() - scores[is_target].sum() + decay / 2 * weights @ weights
        return value / len(begins), (expected - observed + decay * weights) / len(begins)

    return optimize.minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B",
                             options={"maxiter": 80}).x.astype(np.float32)


def interval(differences, seed=3, resamples=400):
    random = np.random.default_rng(seed)
    means = [differences[random.integers(0, len(differences), len(differences))].mean() for _ in range(resamples)]
    return "{:+.4f} [{:+.4f}, {:+.4f}]".format(differences.mean(), *np.percentile(means, [2.5, 97.5]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--half-life", type=float, default=1.5, help="half-life of a user's contents in events (default: 1.5)")
    parser.add_argument("--without", default="i2i,metapath", help="channels to leave out as controls (default: i2i,metapath)")
    parser.add_argument("--communities", type=Path, action="append", default=[])
    options = parser.parse_args()
    index, features, sequences = read(options.data)
    with open(options.out / "lists" / "merged.jsonl", encoding="utf-8") as lines:
        users = {json.loads(line)["user_id"]: i for i, line in enumerate(lines)}
    lists = {file.stem: read_lists(file, index, users) for file in sorted((options.out / "lists").glob("*.jsonl"))}
    tested = [sequences[user] for user in users]
    targets, known = np.array([sequence[-1] for sequence in tested]), [sequence[:-1] for sequence in tested]
    training = sequence_matrix(
        [sequence[:-2] if len(sequence) > 2 else sequence for sequence in sequences.values()], len(index))
    queries = sequence_matrix(known, len(index), options.half_life)
    blend = Blend(targets, len(index))

    def row(name, ranks, base=None):
        hits = {cut: (ranks <= cut).astype(float) for cut in (10, 100)}
        print(f"| {name} | " + " | ".join(f"{hit.mean():.4f}".lstrip("0") for hit in hits.values()) + " | " + " | ".join(
            "" if base is None else interval(hit - (base <= cut)) for cut, hit in hits.items()) + " |", flush=True)

    def alone(entries):
        ranks = np.full(len(targets), np.inf)
        hit = entries[entries[:, 1] == targets[entries[:, 0].astype(int)]]
        ranks[hit[:, 0].astype(int)] = hit[:, 3] + 1
        return ranks

    signals = {}
    for share in (0, 0.3, 0.6):
        table = page_rank(training, features, share)
        signals[f"personalised PageRank, features {share}"] = lambda a, b, t=table: (queries[a:b] @ t).toarray()
    shared = normalised(idf_weighted(features))
    signals["shared features"] = lambda a, b: ((queries[a:b] @ shared) @ shared.T).toarray()
    vectors = fast_rp(training, features)
    signals["FastRP"] = lambda a, b: np.maximum(0, unit(queries[a:b] @ vectors) @ vectors.T)
    print("| list | HR@10 | HR@100 | difference at 10 | at 100 |\n|---|---|---|---|---|")
    lists = {name: entries for name, entries in lists.items() if len(entries) > 0}
    row("merged, as evaluated", alone(lists["merged"]))
    channels = {name: entries for name, entries in lists.items() if name != "merged"}
    control = blend.ranks(list(channels.values()))
    row("channels", control)
    for name in options.without.split(","):
        row(f"channels without {name}", blend.ranks([channels[other] for other in channels if other != name]), control)
    base = blend.ranks(list(lists.values()))
    row("merged and channels", base)
    for name, score in signals.items():
        entries = top(score, known)
        row(name + ", alone", alone(entries))
        row("these and " + name, blend.ranks([*lists.values(), entries], [score]), base)
    for file in options.communities:
        members = communities(file, index)
        row(f"these and communities of {file.name}", blend.ranks(
            list(lists.values()), [lambda a, b: (normalised(queries[a:b] @ members) @ members.T).toarray()]), base)


if __name__ == "__main__":
    main()
