"""Compares the served blend with the best single channel on random subsets of the users of a data set.

    benchmarks/peers/blend_subsets.py DATA OUT [--users 2000] [--seeds 10] [--recall ./recall] [-- OPTION...]

For each seed, writes the subset to OUT/subset-SEED, evaluates it with `recall evaluate` and the given options, and prints
the hit rates of the merged list and of the best channel at each list size. A difference is given in standard errors of the
channel's hit rate, sqrt(p (1 - p) / users with a target). The best channel is selected on the test targets, which favours it.
"""
import argparse
import json
import pathlib
import random
import shutil
import subprocess
import sys

SIZES = ["10", "30", "50", "100"]


def write_subset(data, folder, users, seed):
    events = (data / "events.jsonl").read_text().splitlines(True)
    records = [json.loads(line) for line in events]
    selected = set(random.Random(seed).sample(sorted({record["user_id"] for record in records}), users))
    kept = [i for i, record in enumerate(records) if record["user_id"] in selected]
    contents = {records[i].get("content_id") for i in kept}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "events.jsonl").write_text("".join(events[i] for i in kept))
    with open(data / "contents.jsonl") as lines:
        (folder / "contents.jsonl").write_text(
            "".join(line for line in lines if json.loads(line)["content_id"] in contents))
    for name in "dataset.json", "tags.jsonl", "categories.jsonl", "items.jsonl":
        if (data / name).exists():
            shutil.copy(data / name, folder)


def compare(report):
    """Returns the merged and the best channel's hit rates, and their differences in standard errors, by list size."""
    hit_rates = {name: result["hit_rate"] for name, result in report["results"].items()}
    merged = hit_rates.pop("merged")
    hit_rates.pop("linear_ranker", None)  # not a channel
    asked = report["users"] - report["users_without_target"]
    best = {size: max(hit_rates.values(), key=lambda rates: rates[size])[size] for size in SIZES}
    errors = {size: (best[size] * (1 - best[size]) / asked) ** 0.5 for size in SIZES}
    return merged, best, {size: (merged[size] - best[size]) / errors[size] for size in SIZES}


def line(name, values, form):
    return f"{name:28}" + "".join(f"{form.format(values[size]):>9}" for size in SIZES)


def main():
    own = sys.argv[1:]
    options = own[own.index("--") + 1:] if "--" in own else []
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--users", type=int, default=2000)
    parser.add_argument("--seeds", type=int, default=10, help="number of subsets; seeds are 1 to this")
    parser.add_argument("--recall", default="./recall")
    arguments = parser.parse_args(own[:own.index("--")] if "--" in own else own)
    print(line("HR@", dict(zip(SIZES, SIZES)), "{}"))
    compared = []
    for seed in range(1, arguments.seeds + 1):
        subset, result = arguments.out / f"subset-{seed}", arguments.out / f"report-{seed}"
        if not (result / "report.json").exists():
            write_subset(arguments.data, subset, arguments.users, seed)
            subprocess.run(arguments.recall.split() + ["evaluate", subset, "--seed", str(seed), "--out", result, *options],
                           check=True, stdout=subprocess.DEVNULL)
        report = json.loads((result / "report.json").read_text())
        compared.append(compare(report))
        print(line(f"{seed}: merged, {report['tuning']['blend']}", compared[-1][0], "{:.4f}"))
        print(line("   best channel", compared[-1][1], "{:.4f}"))
        print(line("   standard errors above", compared[-1][2], "{:+.1f}"), flush=True)
    for name, part, form in ("merged", 0, "{:.4f}"), ("best channel", 1, "{:.4f}"), ("standard errors above", 2, "{:+.1f}"):
        print(line("mean: " + name, {size: sum(one[part][size] for one in compared) / len(compared) for size in SIZES}, form))
    print(line("lowest: standard errors above", {size: min(one[2][size] for one in compared) for size in SIZES}, "{:+.1f}"))


if __name__ == "__main__":
    main()
