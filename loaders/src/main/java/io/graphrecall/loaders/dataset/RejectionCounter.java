package io.graphrecall.loaders.dataset;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Counts the rejected records of each file, and their reasons. Not thread-safe. */
public final class RejectionCounter implements RecordListener {

    /** Parts in which the reasons of one defect differ: quoted values, lists of them, and numbers. */
    private static final Pattern VALUE = Pattern.compile("'[^']*'(?:, '[^']*')*|\"[^\"]*\"|\\d+");

    /** Maximum number of defects per file that are counted. */
    private static final int MAX_DEFECTS = 1_000;

    private final Map<String, FileCounter> files = new LinkedHashMap<>();

    /** Mutable counts of one file. */
    private static final class FileCounter {

        private final long read;
        private final Map<String, FileQuality.Defect> defects = new LinkedHashMap<>();
        private long rejected;

        private FileCounter(long read) {
            this.read = read;
        }

        private void add(DeadLetter letter) {
            rejected++;
            String defect = VALUE.matcher(letter.reason()).replaceAll("…");
            if (defects.size() < MAX_DEFECTS || defects.containsKey(defect) || FileQuality.isTruncation(letter)) {
                defects.merge(defect, new FileQuality.Defect(letter, 1), (known, one) -> known.plusOne());
            }
        }
    }

    @Override
    public void begin(Map<String, Long> records) {
        records.forEach((file, count) -> files.put(file, new FileCounter(count)));
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        FileCounter file = files.get(letter.file());
        if (file != null) {
            file.add(letter);
        }
    }

    /** Returns the counts of each file in reading order. */
    public List<FileQuality> files() {
        return files.entrySet().stream().map(file -> new FileQuality(
                file.getKey(), file.getValue().read, file.getValue().rejected,
                List.copyOf(file.getValue().defects.values())))
                .toList();
    }

    /** Throws an exception as {@link #requireUsable(Collection, double, Function)} for the files counted so far. */
    public void requireUsable(double maxShare) {
        requireUsable(files(), maxShare, FileQuality::toString);
    }

    /**
     * Throws an exception that names each file with too many rejected records, and each that ends unexpectedly.
     *
     * @param maxShare    maximum share of rejected records per file
     * @param description describes the rejected records of a file
     * @throws RecallException with code INVALID
     */
    static void requireUsable(
            Collection<FileQuality> files, double maxShare, Function<FileQuality, String> description) {
        List<FileQuality> unusable = files.stream().filter(file -> file.rejectedShare() > maxShare).toList();
        if (!unusable.isEmpty()) {
            throw new RecallException(Code.INVALID, unusable.stream()
                    .map(file -> problem(file, description)).collect(Collectors.joining("; "))
                    + (unusable.stream().allMatch(file -> file.truncation() != null)
                            ? ""
                            : String.format(Locale.ROOT, "; at most %s %% of a file may be rejected",
                                    Double.toString(100 * maxShare).replaceFirst("\\.0$", ""))));
        }
    }

    private static String problem(FileQuality file, Function<FileQuality, String> description) {
        DeadLetter truncation = file.truncation();
        return truncation == null
                ? description.apply(file)
                : file.file() + " is not complete: line " + truncation.line() + " " + truncation.reason()
                        + "; use the complete file, or --max-rejected 100 for its readable part";
    }
}
