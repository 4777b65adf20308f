#!/usr/bin/env python3
"""How lists of `recall batch` spread over the contents of a data set.

For the first 10, 30 and 100 contents of the lists: the number of different contents; the share of contents outside the 20 %
with the most positive engagements; the mean number of different categories in a list; and the share of all places that the ten
most frequent contents have.

usage: list_exposure.py DATA LISTS.jsonl ...
"""
import json
import sys
from collections import Counter
from pathlib import Path

from fitted_blend import POSITIVE, lines

SIZES = (10, 30, 100)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__.strip().splitlines()[-1])
    data = Path(sys.argv[1])
    categories = {content["content_id"]: str(content.get("category")) for content in lines(data / "contents.jsonl")}
    engagements = Counter(event["content_id"] for event in lines(data / "events.jsonl")
                          if event["action"] in POSITIVE and "content_id" in event)
    by_popularity = sorted(categories, key=lambda content: (-engagements[content], content))
    head = set(by_popularity[:len(by_popularity) // 5])
    for file in sys.argv[2:]:
        lists = [[content["content_id"] for content in user["contents"]] for user in lines(file)]
        for size in SIZES:
            first = [contents[:size] for contents in lists if contents]
            places = Counter(content for contents in first for content in contents)
            total = places.total()
            tail = sum(count for content, count in places.items() if content not in head) / total
            distinct = sum(len({categories[content] for content in contents}) for contents in first) / len(first)
            top = sum(count for _, count in places.most_common(10)) / total
            print(f"{file} first {size}: {len(places)} contents, tail share {tail:.3f}, "
                  f"{distinct:.2f} categories a list, ten most frequent {top:.3f}")


if __name__ == "__main__":
    main()
