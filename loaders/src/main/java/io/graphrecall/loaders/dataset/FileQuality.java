package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.RawRecord;
import io.graphrecall.schema.Counts;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Read and rejected records of one file.
 *
 * @param file     file name within the data-set folder
 * @param read     records read, including rejected ones
 * @param rejected rejected records
 * @param defects  defects of the rejected records, in reading order
 */
public record FileQuality(String file, long read, long rejected, List<Defect> defects) {

    public FileQuality {
        defects = List.copyOf(defects);
    }

    /**
     * Rejected records of a file whose reasons differ at most in values.
     *
     * @param example first of them
     * @param count   number of them
     */
    public record Defect(DeadLetter example, long count) {

        Defect plusOne() {
            return new Defect(example, count + 1);
        }

        @Override
        public String toString() {
            return example + (count == 1 ? "" : String.format(Locale.ROOT, " (%s)", Counts.of(count, "such record")));
        }
    }

    /** Returns the first rejected record with the most frequent reason, or null if no record is rejected. */
    public @Nullable DeadLetter mostFrequent() {
        return defects.stream()
                .max(Comparator.comparingLong(Defect::count).thenComparing(defect -> -defect.example().line()))
                .map(Defect::example).orElse(null);
    }

    /** Returns the record at which the file ends unexpectedly, or null if it has a proper end. */
    @Nullable
    DeadLetter truncation() {
        return defects.stream().map(Defect::example).filter(FileQuality::isTruncation).findFirst().orElse(null);
    }

    static boolean isTruncation(DeadLetter letter) {
        return letter.reason().startsWith(RawRecord.TRUNCATED);
    }

    /** Returns the share of rejected records; 1 for a truncated file, whose missing records nobody can count. */
    public double rejectedShare() {
        return truncation() != null ? 1 : read == 0 ? 0 : (double) rejected / read;
    }

    /** Returns the text without the most frequent reason. */
    String counts() {
        return String.format(Locale.ROOT, "%s: %,d of %,d records rejected (%s)", file, rejected, read,
                CheckReport.percent(rejected, read));
    }

    @Override
    public String toString() {
        DeadLetter frequent = mostFrequent();
        return frequent == null
                ? counts()
                : counts() + ", most often because line " + frequent.line() + " " + frequent.reason();
    }
}
