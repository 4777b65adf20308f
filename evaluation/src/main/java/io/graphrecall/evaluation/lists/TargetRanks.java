package io.graphrecall.evaluation.lists;

import java.util.Map;

/**
 * Ranks of the first target of a test request: a line of {@code ranks.jsonl}.
 *
 * @param ranks rank from 1 by list; lists without the target are absent
 */
public record TargetRanks(String userId, String target, Map<String, Integer> ranks) {

    /** Name of the file in the output folder of an evaluation. */
    public static final String FILE = "ranks.jsonl";

    public TargetRanks {
        ranks = Map.copyOf(ranks);
    }
}
