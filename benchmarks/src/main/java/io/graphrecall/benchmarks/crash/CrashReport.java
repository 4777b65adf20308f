package io.graphrecall.benchmarks.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.List;

/**
 * What the crashes showed. The lists hold identities of events, and are empty where all is well.
 *
 * @param kills            how often the service was killed
 * @param posted           events that were posted
 * @param acknowledged     those that were acknowledged before a kill came
 * @param reposted         the others: posted again after the restart, under the same identity
 * @param slowestStart     seconds until the service was ready, at most
 * @param notRecent        acknowledged, but not among the recent of their user
 * @param recalledThough   acknowledged, but the next recall shows the content as if it were not seen
 * @param notInGraph       acknowledged, but not in the graph
 * @param severalInGraph   in the graph more than once
 * @param differentInGraph in the graph, but of another user or content
 */
public record CrashReport(
        int kills,
        int posted,
        int acknowledged,
        int reposted,
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

    /** Whether every acknowledged event was kept, once. */
    public boolean kept() {
        return notRecent.isEmpty() && recalledThough.isEmpty() && notInGraph.isEmpty() && severalInGraph.isEmpty()
                && differentInGraph.isEmpty();
    }

    /** The report as JSON. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is numbers and names", e);
        }
    }
}
