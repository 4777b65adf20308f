package io.graphrecall.loaders.dataset;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * Read and rejected records of one file.
 *
 * @param file         file name within the data-set folder
 * @param read         records read, including rejected ones
 * @param rejected     rejected records
 * @param mostFrequent first rejected record with the most frequent reason, or null if no record is rejected
 */
public record FileQuality(String file, long read, long rejected, @Nullable DeadLetter mostFrequent) {

    /** Returns the share of rejected records. */
    public double rejectedShare() {
        return read == 0 ? 0 : (double) rejected / read;
    }

    @Override
    public String toString() {
        String counts = String.format(Locale.ROOT, "%s: %,d of %,d records rejected (%s)", file, rejected, read,
                CheckReport.percent(rejected, read));
        return mostFrequent == null
                ? counts
                : counts + ", most often because line " + mostFrequent.line() + " " + mostFrequent.reason();
    }
}
