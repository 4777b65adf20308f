package io.graphrecall.evaluation.report;

import io.graphrecall.evaluation.spaces.SpaceAgreement;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Row of the tables by label.
 *
 * @param label    name of the label
 * @param contents largest number of contents with the label in any space
 * @param bySpace  measurements in the order of the spaces, empty for a space without the label
 */
record LabelRow(String label, long contents, List<Optional<SpaceAgreement.Label>> bySpace) {

    private static final int MAX_ROWS = 15;

    /** Returns the rows of the most frequent labels, in descending order of contents. */
    static List<LabelRow> mostFrequent(Map<String, SpaceAgreement> spaces) {
        return spaces.values().stream().flatMap(space -> space.labels().keySet().stream()).distinct()
                .map(label -> of(label, spaces))
                .sorted(Comparator.comparingLong(LabelRow::contents).reversed().thenComparing(LabelRow::label))
                .limit(MAX_ROWS).toList();
    }

    private static LabelRow of(String label, Map<String, SpaceAgreement> spaces) {
        List<Optional<SpaceAgreement.Label>> bySpace = spaces.values().stream()
                .map(space -> Optional.ofNullable(space.labels().get(label))).toList();
        long contents = bySpace.stream().flatMap(Optional::stream).mapToLong(SpaceAgreement.Label::contents).max()
                .orElse(0);
        return new LabelRow(label, contents, bySpace);
    }
}
