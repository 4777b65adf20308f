#!/usr/bin/env python3
"""Accuracy of the most frequent category and tags, a lower bound for content understanding.

usage: frequent_labels.py DATA
"""
import argparse
import collections
import json
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    with open(options.data / "contents.jsonl", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    categories = collections.Counter(record["category"][0] for record in records if record.get("category"))
    tagged = [set(record["tags"]) for record in records if record.get("tags")]
    tags = collections.Counter(tag for own in tagged for tag in own)
    top = [tag for tag, _ in tags.most_common(10)]
    print(f"{len(records)} contents, {len(categories)} top-level categories, {len(tags)} tags")
    if categories:
        print(f"most frequent category: accuracy {categories.most_common(1)[0][1] / categories.total():.3f}")
    if tagged:
        precision = sum(len(own & set(top[:3])) / 3 for own in tagged) / len(tagged)
        recall = sum(len(own & set(top)) / len(own) for own in tagged) / len(tagged)
        print(f"ten most frequent tags: precision at 3 {precision:.3f}, recall at 10 {recall:.3f}")


if __name__ == "__main__":
    main()
