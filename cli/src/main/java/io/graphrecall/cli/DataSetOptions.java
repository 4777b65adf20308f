package io.graphrecall.cli;

import io.graphrecall.loaders.adapters.Layout;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.ReadOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/** Options of commands that read a data set. */
final class DataSetOptions {

    @Option(names = "--format", paramLabel = "FORMAT", description = "Layout of the data set: ${COMPLETION-CANDIDATES} (default: detected from its files).")
    private @Nullable Layout layout;

    @Option(names = "--map", split = ",", paramLabel = "FIELD=COLUMN", description = "Columns of other names in CSV, Parquet and JSON Lines. user_id=uid: in every file that has uid. events.user_id=uid: in one file. action.READ=click, status.ON=active: words for an action or a status (default: mapping.json in the data-set folder).")
    private Map<String, String> mapping = Map.of();

    @Option(names = "--time-zone", paramLabel = "ZONE", description = "Zone of times without offset, such as Asia/Shanghai or +08:00 (default: time_zone in dataset.json, else UTC).")
    private @Nullable ZoneId timeZone;

    @Option(names = "--unique", description = "Count equal events without event_id once, for logs that deliver lines again (default: every line is an event).")
    private boolean unique;

    @Option(names = "--sample", paramLabel = "N", description = "Read N users with all their events, and the contents and items of these events (default: all users).")
    private @Nullable Integer sample;

    /**
     * Opens a data set with these options. Invalid ones are a usage error of the command.
     *
     * @param maxRejectedShare maximum share of rejected records per file
     */
    DataSetFolder open(Path folder, double maxRejectedShare, HomeCommand command) {
        if (sample != null && sample < 1) {
            throw command.wrongUsage("--sample must be at least 1, found " + sample);
        }
        DataSetFolder opened = DataSetFolder.open(
                folder, new ReadOptions(layout, command.columns(mapping), maxRejectedShare, timeZone, unique),
                Clock.systemUTC());
        return sample == null ? opened : opened.sample(sample);
    }
}
