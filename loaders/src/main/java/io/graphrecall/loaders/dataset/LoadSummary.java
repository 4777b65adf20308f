package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Result of a load.
 *
 * @param files         counts by kind of records that exist
 * @param names         file names by kind
 * @param quality       read and rejected records by file, in reading order; empty for a topic
 * @param conversions   number of converted values by kind of records
 * @param unknownFields number of records with each unknown field, by {@code FILE FIELD}
 * @param placeholders  number of nodes created because a record or event refers to them, by label
 * @param seq           sequence number of the graph after the load; 0 if nothing was written
 */
public record LoadSummary(
        DataSet dataSet,
        Map<RecordKind, FileCounts> files,
        Map<RecordKind, String> names,
        List<FileQuality> quality,
        Map<RecordKind, Map<Conversion, Long>> conversions,
        Map<String, Long> unknownFields,
        Map<NodeLabel, Long> placeholders,
        long seq) {

    /** Returns the counts of one kind of records; all zero if there are none. */
    public FileCounts counts(RecordKind file) {
        return files.getOrDefault(file, FileCounts.NONE);
    }

    /** Returns the number of unusable records. */
    public long deadLetters() {
        return files.values().stream().mapToLong(FileCounts::deadLetters).sum();
    }

    /**
     * Throws an exception if a file is unusable.
     *
     * @param maxShare maximum share of rejected records per file
     * @throws RecallException with code INVALID that names each other file and its most frequent reason
     */
    public void requireUsable(double maxShare) {
        RejectionCounter.requireUsable(quality, maxShare, FileQuality::toString);
    }

    /** Returns the summary for the console, one statement per line. */
    public List<String> lines() {
        return lines(FileQuality::toString);
    }

    /** @param rejected describes the rejected records of a file */
    List<String> lines(Function<FileQuality, String> rejected) {
        List<String> lines = new ArrayList<>();
        files.forEach((file, counts) -> lines.add(line(names.getOrDefault(file, file.stem()), counts,
                file == RecordKind.EVENTS ? "equal to an earlier one" : "replaced by a later one")));
        conversions.forEach((file, byConversion) -> byConversion.forEach((conversion, count) -> lines.add(
                String.format(Locale.ROOT, "%s: %,d %s", names.getOrDefault(file, file.stem()), count,
                        conversion.description()))));
        quality.stream().filter(file -> file.rejected() > 0).forEach(file -> lines.add(rejected.apply(file)));
        unknownFields.forEach((field, count) -> lines
                .add(String.format(Locale.ROOT, "unknown field %s: on %s", field, Counts.of(count, "record"))));
        placeholders.forEach((label, count) -> lines.add(String.format(Locale.ROOT,
                "%s nodes that only other records mention: %,d", label.label(), count)));
        return lines;
    }

    private static String line(String name, FileCounts counts, String replaced) {
        return String.format(Locale.ROOT, "%s: %,d read", name, counts.read()) + part(counts.written(), "written")
                + part(counts.unchanged(), "unchanged")
                + part(counts.superseded(), "impression older than those kept", "impressions older than those kept")
                + part(counts.replaced(), replaced)
                + part(counts.skipped(), "left out by the sample or the mapping")
                + part(counts.held(), "held as withdrawn")
                + part(counts.deadLetters(), "dead letter", "dead letters");
    }

    private static String part(long count, String what) {
        return part(count, what, what);
    }

    private static String part(long count, String singular, String plural) {
        return count == 0 ? "" : ", " + Counts.of(count, singular, plural);
    }
}
