package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.adapters.ColumnMapping;
import io.graphrecall.loaders.adapters.Layout;
import org.jspecify.annotations.Nullable;

import java.time.ZoneId;

/**
 * Options of reading a data set.
 *
 * @param layout           layout, or null to detect it
 * @param mapping          names of columns; those in the folder's {@code mapping.json} are used too
 * @param maxRejectedShare maximum share of rejected records per file, from 0 to 1
 * @param timeZone         zone of times without offset, or null for that of {@code dataset.json}
 * @param unique           true to skip events without {@code event_id} that are equal to an earlier one
 */
public record ReadOptions(@Nullable Layout layout, ColumnMapping mapping, double maxRejectedShare,
        @Nullable ZoneId timeZone, boolean unique) {

    public static final ReadOptions DEFAULT = new ReadOptions(null, ColumnMapping.NONE, 0.05);

    /** Creates options without a time zone that read every event. */
    public ReadOptions(@Nullable Layout layout, ColumnMapping mapping, double maxRejectedShare) {
        this(layout, mapping, maxRejectedShare, null, false);
    }

    public ReadOptions {
        if (!(maxRejectedShare >= 0 && maxRejectedShare <= 1)) {
            throw new IllegalArgumentException("maximum share is " + maxRejectedShare + ", expected 0 to 1");
        }
    }
}
