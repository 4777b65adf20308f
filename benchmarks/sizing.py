#!/usr/bin/env python3
"""Memory, processors and network of an installation by stage, computed from what was measured in this repository.

usage: sizing.py [--contents N,N,…] [--users N] [--events-per-day N] [--recalls-per-second N] [--days N] [--media]
       sizing.py --measure HOME

Without --users, there are as many users as contents; without --events-per-day, ten events per user and day; without
--recalls-per-second, one recall per ten events. Prints a Markdown table. docs/explanation/sizing.md explains it.
--measure prints the bytes per content of the generation of a home, by part.
"""
import argparse
import collections
import json
import math
import pathlib

DAY = 86_400
ENTRY = 8  # bytes of an entry of a table: an ordinal and a weight
ARRAY = 2**31 - 9  # most elements of an array, and so of a part of a generation
RELATIONSHIPS = 34e9  # most relationships of a store of Neo4j Community (format "aligned")

# Measured. The page docs/explanation/sizing.md names table and command of each.
CONTENT_BYTES = 11_410  # of a generation, per content without media, without tables of behaviour
VECTOR_BYTES = (512 + 97 + 4 * 64) * 4  # of these, vectors: twice in the heap with eight bits per value
TABLE_BYTES, TABLE_SHARE = 480, 0.1  # of these, tables that are in the heap; their most of it, by generation
MAX_READ_BYTES = 64 * 2**20  # a file of vectors up to this size is read into the heap
MEDIA_VECTOR_BYTES = (256 + 128) * 4  # the same per content with media: spaces multimodal and visual
MEDIA_BYTES = 2 * 100 * ENTRY + MEDIA_VECTOR_BYTES
USER_BYTES = 320  # per user who engaged with a content
PAIR_BYTES = 16  # per content that a user engaged with, within the window of meta-paths
NEIGHBOURS_PER_ENGAGEMENT, I2I_NEIGHBOURS, PATH_NEIGHBOURS = 10, 300, 200
OPENED_BYTES = 330  # of the heap, per content with a user: ids, titles, what is known of each content
STATE_BYTES = 5_000  # of a user with 100 events
ENGAGEMENT_SHARE = 0.3  # of events: clicks and other positive engagements with contents
RELATIONSHIP_SHARE = 0.53  # of events: all but impressions
RECALL_MS, RECALL_MS_PER_CONTENT = 0.81, 1.9e-5  # processor time without HTTP
RECALL_LATENCY_MS, RECALL_LATENCY_MS_PER_CONTENT = 0.47, 1.66e-5  # time of its thread
HTTP_MS = 0.9
RESPONSE_BYTES = 43_000
EVENT_BYTES = 165  # JSON
EVENTS_PER_SECOND = 8_000  # that one program writes to Neo4j, one transaction at a time
EVENT_POST_US = 2_400  # processor time of all processes per single click, at most
GRAPH_EVENT_BYTES, GRAPH_CONTENT_BYTES = 95, 2_000  # store, without transaction logs; per content with a user
TEXT_MS = 12.4
EXTRACT_MS = 4  # per content: reading, predicted tags, tables by features and behaviour
PERSONALISED_MS, MATCH_MS = 0.5, 1.0  # per sample and epoch
GCN_STEP_US = 50  # per content and step of 1,024 samples
SAMPLES = 200_000  # at most per epoch of a model
EXACT_VECTORS, PAIR_NS, GRAPH_MS = 200_000, 75, 1.8  # neighbours: exact up to, per pair, per content in a graph
PATH_NS, INSTANCES = 13, 0.29  # meta-paths: per instance, instances per pair of contents
FEATURES, DEGREE_CAP = 10, 20_000  # tags, categories and attributes of a content; contents that a path follows from each
BUILD_BASE_BYTES, BUILD_CONTENT_BYTES, BUILD_EVENT_BYTES = 1.07e9, 12_000, 86  # memory of the build process
WRITE_SECONDS_PER_GB = 7

PEAK, UTILISATION, CORES = 3, 0.6, 16  # busiest hour to mean; of a core; of a member
HEAP_SHARE, WORKING_BYTES, MACHINE_BYTES = 0.6, 0.2e9, 256e9
BACKUPS, ACTIVE_SHARE = 1, 0.1  # copies of a state; of the users, in the busiest hour
WINDOW_DAYS, TIMEOUT_MS, CHANGED = 90, 200, 0.01  # of meta-paths; of scene feed; of the contents per day
EPOCHS = (12, 10, 5)  # at most, of personalised, deep match, GCN


class Installation:
    """Figures of one installation. Sizes are in bytes, times in seconds."""

    def __init__(self, contents, users, events_per_day, recalls_per_second, days, media):
        self.contents, self.days = contents, days
        self.users = users or contents
        self.events_per_day = events_per_day or 10 * self.users
        self.recalls_per_second = recalls_per_second or PEAK * self.events_per_day / 10 / DAY
        self.events_per_second = PEAK * self.events_per_day / DAY
        self.events = self.events_per_day * days
        window_events = self.events_per_day * min(days, WINDOW_DAYS)
        self.pairs = ENGAGEMENT_SHARE * window_events
        self.samples = min(SAMPLES, ENGAGEMENT_SHARE * self.events)
        by_behaviour = NEIGHBOURS_PER_ENGAGEMENT * ENGAGEMENT_SHARE * self.events / contents
        table = ENTRY * (min(I2I_NEIGHBOURS, by_behaviour) + min(PATH_NEIGHBOURS, by_behaviour))
        media_bytes, media_vectors = (MEDIA_BYTES, MEDIA_VECTOR_BYTES) if media else (0, 0)
        self.generation = contents * (CONTENT_BYTES + media_bytes + table) + self.users * USER_BYTES \
            + self.pairs * PAIR_BYTES
        vectors = VECTOR_BYTES if contents * 512 * 4 <= MAX_READ_BYTES else 0
        self.opened = contents * (OPENED_BYTES + vectors + (VECTOR_BYTES + media_vectors) / 2)
        self.states = self.users * ACTIVE_SHARE * STATE_BYTES * (1 + BACKUPS)
        self.recall_ms = RECALL_MS + RECALL_MS_PER_CONTENT * contents + HTTP_MS
        self.latency_ms = RECALL_LATENCY_MS + RECALL_LATENCY_MS_PER_CONTENT * contents
        self.serving_cores = (self.recalls_per_second * self.recall_ms / 1e3
                              + self.events_per_second * EVENT_POST_US / 1e6) / UTILISATION
        self.members = max(2, math.ceil(self.serving_cores / CORES))
        others = 2 * self.opened + self.states / self.members + WORKING_BYTES
        self.heap = min((others + 2 * contents * TABLE_BYTES) / HEAP_SHARE, others / (HEAP_SHARE - 2 * TABLE_SHARE))
        self.member_memory = self.heap + self.generation
        self.store = self.events * GRAPH_EVENT_BYTES + contents * GRAPH_CONTENT_BYTES
        self.build_memory = BUILD_BASE_BYTES + contents * BUILD_CONTENT_BYTES + self.events * BUILD_EVENT_BYTES

    def texts(self, first):
        return TEXT_MS / 1e3 * self.contents * (1 if first else CHANGED)

    def training(self, first):
        personalised, match, gcn = EPOCHS if first else (1, 1, 1)
        per_epoch = self.samples / 1e3
        steps = math.ceil(self.samples / 1024)
        return personalised * PERSONALISED_MS * per_epoch + match * MATCH_MS * per_epoch \
            + gcn * steps * GCN_STEP_US / 1e6 * self.contents

    def tables(self):
        n = self.contents
        neighbours = PAIR_NS / 1e9 * n * n if n <= EXACT_VECTORS else GRAPH_MS / 1e3 * n
        instances = min(INSTANCES * n * n, FEATURES * DEGREE_CAP * n)
        return neighbours + PATH_NS / 1e9 * instances

    def rows(self):
        """Stage, figure, value."""
        write = self.events_per_second / EVENTS_PER_SECOND
        return [
            ("load", "first load of all kept events", duration(self.events / EVENTS_PER_SECOND)),
            ("events", "records per second in the busiest hour", number(self.events_per_second)),
            ("events", "network, incoming", size(self.events_per_second * EVENT_BYTES) + "/s"),
            ("events", "busy share of the one writer of Neo4j", share(write)),
            ("graph", "store", size(self.store)),
            ("graph", "relationships, share of the maximum", share(self.events * RELATIONSHIP_SHARE / RELATIONSHIPS)),
            ("extract", "memory of the build process", size(self.build_memory)),
            ("extract", "core time, each build", duration(EXTRACT_MS / 1e3 * self.contents)),
            ("understand", "core time, first build", duration(self.texts(True))),
            ("understand", "core time, each night", duration(self.texts(False))),
            ("train", "core time, first build", duration(self.training(True))),
            ("train", "core time, each night (warm start)", duration(self.training(False))),
            ("tables", "core time, each build", duration(self.tables())),
            ("publish", "generation", size(self.generation)),
            ("publish", "write and verify", duration(self.generation / 1e9 * WRITE_SECONDS_PER_GB)),
            ("publish", "network, copies to the other members", size(self.generation * (self.members - 1))),
            ("serve", "recalls per second in the busiest hour", number(self.recalls_per_second)),
            ("serve", "time of a recall in its thread", number(self.latency_ms) + " ms"),
            ("serve", "cores", number(self.serving_cores)),
            ("serve", f"members of {CORES} cores", number(self.members)),
            ("serve", "heap of each member", size(self.heap)),
            ("serve", "memory of each member, heap and mapped files", size(self.member_memory)),
            ("serve", "network, outgoing", size(self.recalls_per_second * RESPONSE_BYTES) + "/s"),
            ("state", "memory on all members, copies included", size(self.states)),
        ]


def limits(days, media):
    """Limit, and the size at which it is reached. Memory grows with contents, if users and events grow with them."""
    def contents_of(bytes_of):
        one, two = (bytes_of(Installation(contents, None, None, None, days, media)) for contents in (1e6, 2e6))
        return 1e6 + (MACHINE_BYTES - one) / (two - one) * 1e6

    machine = size(MACHINE_BYTES)
    return [
        ("text vectors of 512 dimensions, one array", ARRAY / 512, "contents"),
        ("entries of a meta-path table, one array", ARRAY / PATH_NEIGHBOURS, "contents"),
        ("entries of a table of neighbours, one array", ARRAY / 100, "contents"),
        (f"memory of a member, {machine}", contents_of(lambda one: one.member_memory), "contents"),
        (f"memory of the build process, {machine}", contents_of(lambda one: one.build_memory), "contents"),
        (f"timeout of a recall, {TIMEOUT_MS} ms",
         (TIMEOUT_MS - RECALL_LATENCY_MS) / RECALL_LATENCY_MS_PER_CONTENT, "contents"),
        ("writer of Neo4j in the busiest hour", EVENTS_PER_SECOND * DAY / PEAK, "events per day"),
        ("contents that users engaged with, one array",
         ARRAY / ENGAGEMENT_SHARE / min(days, WINDOW_DAYS), "events per day"),
        ("relationships of a store", RELATIONSHIPS / RELATIONSHIP_SHARE / days, "events per day"),
    ]


def number(value):
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def size(value):
    power = min(4, max(0, int(math.log10(max(1, value)) // 3)))
    return number(value / 1000**power) + " " + ("B", "kB", "MB", "GB", "TB")[power]


def rounded(value):
    return f"{float(f'{value:.2g}'):,.0f}"


def share(value):
    return f"{100 * value:,.0f} %" if value >= 0.1 else f"{100 * value:.1g} %"


def duration(seconds):
    for unit, length in (("days", DAY), ("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{number(seconds / length)} {unit}"
    return f"{number(seconds)} s"


def report(installations, days, media):
    def row(*cells):
        print("| " + " | ".join(cells) + " |")

    row("stage", "", *(number(one.contents) + " contents" for one in installations))
    row(*["---"] * (2 + len(installations)))
    row("", "users", *(number(one.users) for one in installations))
    row("", "events per day", *(number(one.events_per_day) for one in installations))
    for rows in zip(*(one.rows() for one in installations)):
        row(*rows[0][:2], *(value for _, _, value in rows))
    print()
    row("limit", "reached at")
    row("---", "---")
    for name, value, unit in sorted(limits(days, media), key=lambda limit: (limit[2], limit[1])):
        row(name, f"{rounded(value)} {unit}")


def measure(home):
    """Prints the bytes per content of the serving generation, by the first parts of the names of its files."""
    generations = pathlib.Path(home) / "generations"
    manifest = json.loads((generations / (generations / "CURRENT").read_text().strip() / "manifest.json").read_text())
    contents, parts = manifest["metrics"]["contents"], collections.Counter()
    for name, file in manifest["files"].items():
        names = name.split(".")
        depth = 3 if names[0] == "space" else 2 if names[0] in ("metapath", "gcn") else 1
        parts[".".join(names[:depth])] += file["bytes"]
    for part, total in parts.most_common():
        print(f"{total / contents:10.1f}  {part}")
    print(f"{sum(parts.values()) / contents:10.1f}  bytes per content, {contents:,.0f} contents,"
          f" {manifest['metrics']['users']:,.0f} users, {manifest['metrics']['positives']:,.0f} engagements")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contents", default="10000,1000000,100000000")
    parser.add_argument("--users", type=float)
    parser.add_argument("--events-per-day", type=float)
    parser.add_argument("--recalls-per-second", type=float)
    parser.add_argument("--days", type=float, default=30, help="days of behaviour in the graph (default: 30)")
    parser.add_argument("--media", action="store_true", help="contents have pictures or videos")
    parser.add_argument("--measure", metavar="HOME")
    options = parser.parse_args()
    if options.measure:
        measure(options.measure)
    else:
        report([Installation(float(contents), options.users, options.events_per_day, options.recalls_per_second,
                             options.days, options.media) for contents in options.contents.split(",")],
               options.days, options.media)


if __name__ == "__main__":
    main()
