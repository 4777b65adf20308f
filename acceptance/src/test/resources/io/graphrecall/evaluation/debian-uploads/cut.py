#!/usr/bin/env python3
"""Cuts the data set of this folder from the changelogs of a Debian installation; see README.md."""
import email.utils
import glob
import gzip
import json
import re
import subprocess
import sys

CHANGELOGS = "/usr/share/doc/*/changelog.Debian*.gz"
FEWEST_PACKAGES = 3

ENTRY = re.compile(r"^(\S+) \(")
TRAILER = re.compile(r"^ -- .*<([^>]*)>  ?(.*)$")


def uploads():
    """Yields (maintainer, source package, epoch seconds) of every changelog entry."""
    for file in sorted(glob.glob(CHANGELOGS)):
        package = None
        with gzip.open(file, "rt", errors="replace") as lines:
            for line in lines:
                entry, trailer = ENTRY.match(line), TRAILER.match(line)
                if entry:
                    package = entry.group(1)
                elif trailer and package:
                    try:
                        time = email.utils.parsedate_to_datetime(trailer.group(2)).timestamp()
                    except (TypeError, ValueError):
                        continue
                    yield trailer.group(1).lower(), package, int(time)


def packages():
    """Returns {source package: (summary, section)} of its first installed binary package."""
    found = {}
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${source:Package}\t${Section}\t${binary:Summary}\n"],
        check=True, capture_output=True, text=True).stdout
    for line in listing.splitlines():
        source, section, summary = line.split("\t")
        found.setdefault(source, (summary, section.split("/")[-1]))
    return found


def write(name, records):
    data = "".join(json.dumps(record, sort_keys=True, separators=(",", ":")) + "\n" for record in records)
    with open(name, "wb") as out, gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as zipped:
        zipped.write(data.encode())


def main():
    known = packages()
    first = {}
    for maintainer, package, time in uploads():
        if package in known:
            key = (maintainer, package)
            first[key] = min(time, first.get(key, time))
    counts = {}
    for maintainer, _ in first:
        counts[maintainer] = counts.get(maintainer, 0) + 1
    kept = sorted((time, maintainer, package) for (maintainer, package), time in first.items()
                  if counts[maintainer] >= FEWEST_PACKAGES)
    # Numbers in the order of the first upload: names and addresses stay out of the data set.
    numbers = {}
    for _, maintainer, _ in kept:
        numbers.setdefault(maintainer, "m%03d" % (len(numbers) + 1))
    write("events.jsonl.gz", ({"user_id": numbers[maintainer], "action": "click", "content_id": package,
                               "timestamp": time * 1000} for time, maintainer, package in kept))
    write("contents.jsonl.gz", ({"content_id": package, "title": known[package][0], "category": [known[package][1]]}
                                for package in sorted({package for _, _, package in kept})))
    print(len(numbers), "users,", len({package for _, _, package in kept}), "contents,", len(kept), "events",
          file=sys.stderr)


if __name__ == "__main__":
    main()
