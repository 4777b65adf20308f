package io.graphrecall.cli;

import io.graphrecall.home.RecallHome;
import io.graphrecall.schema.Progress;
import io.graphrecall.service.cluster.ClusterClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Option of commands that can work over the members of a cluster. */
final class ClusterOptions {

    @Option(names = "--alone", description = "Work on this machine only (default: over the members in the setting recall.cluster.members, if there are any).")
    private boolean alone;

    /** Connects to the members; null for work on this machine. */
    @Nullable
    ClusterClient connect(RecallHome home, Progress progress) {
        return alone ? null : home.members(progress);
    }
}
