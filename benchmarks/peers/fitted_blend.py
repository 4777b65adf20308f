#!/usr/bin/env python3
"""Hit rates of the served list with the weights of the settings and with those that the build fits.

Draws users of a data-set folder with contents.jsonl and events.jsonl, and withholds the latest new content of each, with all
later events. Then builds twice from the rest, with and without --no-fit, and recalls for these users. --shuffle gives each
content the description of another one, so that descriptions say nothing about what users like.

usage: fitted_blend.py DATA OUT [--users N] [--seed S] [--shuffle] [-- BUILD-OPTION ...]
"""
import argparse
import json
import random
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from blend_subsets import write_subset

CUTS = (10, 30, 50, 100)
POSITIVE = {"click", "play", "like", "share", "favourite", "comment"}
RECALL = Path(__file__).resolve().parents[2] / "recall"


def lines(file):
    with open(file, encoding="utf-8") as rows:
        return [json.loads(row) for row in rows]


def write(file, rows):
    with open(file, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def split(events):
    """Returns the events that are known, and the content withheld; None for users with fewer than three contents."""
    seen, latest = set(), None
    for index, event in enumerate(events):
        if event["action"] in POSITIVE and event["content_id"] not in seen:
            seen.add(event["content_id"])
            latest = index
    if len(seen) < 3:
        return events, None
    target = events[latest]["content_id"]
    return [event for event in events[:latest] if event.get("content_id") != target], target


def prepare(data, folder, users, seed, shuffle):
    """Writes the data set without the targets. Returns the target of each user."""
    write_subset(data, folder, users, seed)
    by_user = defaultdict(list)
    for event in lines(folder / "events.jsonl"):
        by_user[event["user_id"]].append(event)
    known, targets = [], {}
    for user, events in sorted(by_user.items()):
        rest, target = split(sorted(events, key=lambda event: event["timestamp"]))
        known.extend(rest)
        if target is not None:
            targets[user] = target
    write(folder / "events.jsonl", known)
    if shuffle:
        contents = lines(folder / "contents.jsonl")
        ids = [content["content_id"] for content in contents]
        random.Random(seed).shuffle(ids)
        write(folder / "contents.jsonl", [content | {"content_id": other} for content, other in zip(contents, ids)])
    return targets


def hit_rates(file, targets):
    hits = [0] * len(CUTS)
    for answer in lines(file):
        ids = [content["content_id"] for content in answer["contents"]]
        for cut, size in enumerate(CUTS):
            hits[cut] += targets[answer["user_id"]] in ids[:size]
    return " ".join(f"{hit / len(targets):.4f}" for hit in hits)


def main():
    words = sys.argv[1:]
    own = words[:words.index("--")] if "--" in words else words
    options = words[len(own) + 1:]
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--users", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shuffle", action="store_true")
    arguments = parser.parse_args(own)
    targets = prepare(arguments.data, arguments.out / "data", arguments.users, arguments.seed, arguments.shuffle)
    (arguments.out / "users.txt").write_text("".join(user + "\n" for user in sorted(targets)), encoding="utf-8")
    home = arguments.out / "home"
    home.mkdir()

    def recall(*command):
        subprocess.run([RECALL, "--home", home, *command], check=True, stdout=sys.stderr)

    def report(name, *channels):
        lists = arguments.out / f"{name}.jsonl"
        recall("batch", "--users", arguments.out / "users.txt", "--out", lists, *channels)
        print(f"{name:12} {hit_rates(lists, targets)}", flush=True)

    recall("graph", "start")
    try:
        recall("load", arguments.out / "data")
        print(f"{len(targets)} targets; HR@" + ", ".join(map(str, CUTS)), flush=True)
        recall("build", "--no-fit", *options)
        report("settings")
        for channel in ("deep_match", "personalised", "gcn", "i2i", "term"):
            report(channel, "--channels", channel)
        recall("build", *options)
        report("fitted")
    finally:
        recall("graph", "stop")


if __name__ == "__main__":
    main()
