package io.graphrecall.benchmarks.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

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

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** True if every acknowledged event was kept exactly once. */
    public boolean passed() {
        return notRecent.isEmpty() && recalledThough.isEmpty() && notInGraph.isEmpty() && severalInGraph.isEmpty()
                && differentInGraph.isEmpty();
    }

    /** Returns the report as JSON. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Could not write the crash report as JSON", e);
        }
    }
}
