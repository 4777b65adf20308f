package io.graphrecall.cli;

import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.ingest.EventPruning;
import io.graphrecall.schema.Counts;
import io.graphrecall.service.access.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.util.Map;

@Command(name = "prune", description = "Deletes old behaviour from the graph: events and impressions before a time, and the search queries that no "
        + "remaining event names. A running service follows. The next build learns from the rest.")
final class PruneCommand extends HomeCommand implements Runnable {

    @Option(names = "--events-before", required = true, paramLabel = "TIME", description = "First time to keep; a date alone means its start in UTC.")
    @SuppressWarnings("NullAway.Init")
    private String eventsBefore;

    @Option(names = "--dry-run", description = "Count the events and delete nothing.")
    private boolean dryRun;

    @Override
    public void run() {
        Instant before = time("--events-before", eventsBefore);
        Console console = console();
        try (RecallHome home = home().openExisting(console.progress())) {
            EventPruning pruning = new EventPruning(home.graph(), before);
            console.print(Counts.of(pruning.events(), "event") + " of " + Counts.of(pruning.users(), "user")
                    + (pruning.events() == 1 ? " is before " : " are before ") + before);
            if (!dryRun) {
                EventPruning.Deleted deleted = pruning.run(console.progress());
                AuditLog.record(AuditLog.COMMAND_LINE, "prune", Map.of("events_before", before.toString()), "pruned",
                        "");
                console.print("Deleted " + Counts.of(deleted.events(), "event") + " and "
                        + Counts.of(deleted.queries(), "search query"));
                if (deleted.queries() > 0) {
                    console.print("The next build deletes other generations that name a deleted query: no roll-back to "
                            + "them");
                }
            }
        }
    }
}
