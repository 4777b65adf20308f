package io.graphrecall.loaders.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * What a check of a data-set folder found.
 *
 * @param summary     the counts that a load into an empty graph would give, nothing written
 * @param profile     what the folder holds
 * @param deadLetters the first lines that cannot be used
 */
public record CheckReport(LoadSummary summary, DataSetProfile profile, List<DeadLetter> deadLetters) {

    public CheckReport {
        deadLetters = List.copyOf(deadLetters);
    }

    /** The report for people, a line for each thing to say. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(summary.lines());
        lines.addAll(profile.lines());
        deadLetters.forEach(letter -> lines.add(letter.toString()));
        return lines;
    }
}
