#!/usr/bin/env python3
"""Searches a running service for contents by words of their titles, and for random strings.

Prints how often the content of the title is first, among 3 and among 10, and how many random strings find something.
Each search is of a random user, in scene search. --request changes it, for example to compare blends.

usage: title_search.py URL DATA [--searches N] [--seed S] [--request JSON]
"""
import argparse
import json
import random
import re
import string
import urllib.request
from pathlib import Path

RANKS = (1, 3, 10)


def records(file):
    with open(file, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def words_of(title, choice):
    """Returns 2 or 3 adjacent words, or 4 to 6 adjacent Chinese characters; None if the title is too short."""
    chinese = [part for part in re.findall(r"[\u4e00-\u9fff]+", title) if len(part) >= 4]
    parts = list(choice.choice(chinese)) if chinese else re.findall(r"[^\W\d_]{3,}", title)
    length = choice.randint(4, 6) if chinese else choice.randint(2, 3)
    if len(parts) < 4:
        return None
    start = choice.randrange(max(1, len(parts) - length + 1))
    return ("" if chinese else " ").join(parts[start:start + length])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("data", type=Path)
    parser.add_argument("--searches", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--request", type=json.loads, default={})
    options = parser.parse_args()
    choice = random.Random(options.seed)
    users = [record["user_id"] for record in records(options.data / "users.jsonl")]
    contents = [record for record in records(options.data / "contents.jsonl")
                if record.get("title") and record.get("status", "active") == "active"]

    def search(query):
        body = {"user_id": choice.choice(users), "query": query, "scene": "search", "size": 50, "detail": "ids",
                "timeout_ms": 5000} | options.request
        request = urllib.request.Request(options.url + "/v1/recall", json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as response:
            return [content["content_id"] for content in json.load(response)["contents"]]

    for name, query_of in (("words", words_of), ("title", lambda title, _: title)):
        found = dict.fromkeys(RANKS, 0)
        asked = 0
        while asked < options.searches:
            content = choice.choice(contents)
            query = query_of(content["title"], choice)
            if query is not None:
                asked += 1
                ids = search(query)
                for rank in RANKS:
                    found[rank] += content["content_id"] in ids[:rank]
        print(name, *(f"@{rank} {found[rank] / asked:.3f}" for rank in RANKS))
    strings = ["".join(choices) for choices in
               (choice.choices(string.ascii_lowercase, k=choice.randint(4, 9)) for _ in range(100))]
    print("random strings that find something:", sum(bool(search(text)) for text in strings), "of", len(strings))


if __name__ == "__main__":
    main()
