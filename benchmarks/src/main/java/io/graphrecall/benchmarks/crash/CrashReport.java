package io.graphrecall.benchmarks.crash;

import java.util.List;

/**
 * Result of a crash test. The lists contain event identities and are empty if the test passes.
 *
 * @param kills            number of kills
 * @param graphFaults      number of kills of the database
 * @param events           number of events, posted and written to the topic
 * @param acknowledged     number of posted events that were acknowledged before a kill
 * @param reposted         number of the other posted events, which were posted again with the same identity after the
 *                         restart
 * @param consumed         number of events of the topic whose offsets the service committed before the last start
 * @param drained          number of the other events of the topic, which it consumed after the last start
 * @param checked          number of acknowledged or consumed events that were checked after a start: those of the newest
 *                         users
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
        int events,
        int acknowledged,
        int reposted,
        int consumed,
        int drained,
        int checked,
        double slowestStart,
        List<String> notRecent,
        List<String> recalledThough,
        List<String> notInGraph,
        List<String> severalInGraph,
        List<String> differentInGraph) {

    /** True if every acknowledged or consumed event was kept exactly once. */
    public boolean passed() {
        return notRecent.isEmpty() && recalledThough.isEmpty() && notInGraph.isEmpty() && severalInGraph.isEmpty()
                && differentInGraph.isEmpty();
    }
}
