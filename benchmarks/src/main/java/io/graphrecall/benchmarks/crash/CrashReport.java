package io.graphrecall.benchmarks.crash;

import java.util.List;

/**
 * Result of a crash test. The lists contain event identities and are empty if the test passes.
 *
 * @param kills            number of kills
 * @param graphFaults      number of kills of the database
 * @param posted           number of posted events
 * @param acknowledged     number of events that were acknowledged before a kill
 * @param reposted         number of the other events, which were posted again with the same identity after the restart
 * @param checked          number of acknowledged events that were checked after a start: those of the newest users
 * @param slowestStart     longest start time in seconds
 * @param notRecent        acknowledged events that are not among the recent events of their user
 * @param recalledThough   acknowledged events whose content is recalled as if it were not seen
 * @param notInGraph       acknowledged events that are not in the graph
 * @param severalInGraph   events that are in the graph more than once
 * @param differentInGraph events that are in the graph with another user or content
 */
public record CrashReport(
        int kills,
        int graphFaults,
        int posted,
        int acknowledged,
        int reposted,
        int checked,
        double slowestStart,
        List<String> notRecent,
        List<String> recalledThough,
        List<String> notInGraph,
        List<String> severalInGraph,
        List<String> differentInGraph) {

    /** True if every acknowledged event was kept exactly once. */
    public boolean passed() {
        return notRecent.isEmpty() && recalledThough.isEmpty() && notInGraph.isEmpty() && severalInGraph.isEmpty()
                && differentInGraph.isEmpty();
    }
}
