package io.graphrecall.offline;

import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.GraphTables;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Metrics of the lookup tables of a generation: sizes, entries, and coverage, which is the share of non-empty rows. */
final class TableMetrics {

    static final String CONTENTS = "contents";
    static final String I2I_ENTRIES = "i2i.entries";
    static final String SEQUENCES = "sequences";

    private TableMetrics() {}

    static Map<String, Double> of(HeteroGraph graph, GraphTables tables) {
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put(CONTENTS, (double) tables.contents().size());
        metrics.put("items", (double) tables.items().size());
        metrics.put("queries", (double) tables.queries().size());
        metrics.put("authors", (double) tables.authors().size());
        metrics.put("users", (double) graph.behaviour().users().size());
        metrics.put("events", (double) graph.behaviour().size());
        metrics.put("positives", (double) Arrays.stream(tables.positives()).asLongStream().sum());
        metrics.put(SEQUENCES, (double) sequences(graph.behaviour()));
        put(metrics, "i2i", tables.i2i());
        put(metrics, "similar", tables.similar());
        put(metrics, "led_to", tables.ledTo());
        for (FeatureSpace space : FeatureSpace.values()) {
            FeatureTables features = tables.features(space);
            metrics.put(space.wireName() + ".features", (double) features.index().size());
            put(metrics, space.wireName() + ".contents", features.contents());
            put(metrics, space.wireName() + ".items", features.items());
            put(metrics, space.wireName() + ".queries", features.queries());
        }
        return metrics;
    }

    /** Number of users who engaged with at least two contents. */
    private static int sequences(Behaviour behaviour) {
        int sequences = 0;
        for (int user = 0; user < behaviour.users().size(); user++) {
            int first = -1;
            boolean second = false;
            for (int event = behaviour.start(user); event < behaviour.end(user) && !second; event++) {
                if (behaviour.action(event).positive()) {
                    second = first >= 0 && behaviour.target(event) != first;
                    first = behaviour.target(event);
                }
            }
            sequences += second ? 1 : 0;
        }
        return sequences;
    }

    private static void put(Map<String, Double> metrics, String name, SparseTable table) {
        int filled = 0;
        for (int row = 0; row < table.rows(); row++) {
            filled += table.end(row) > table.start(row) ? 1 : 0;
        }
        metrics.put(name + ".entries", (double) table.size());
        metrics.put(name + ".coverage", table.rows() == 0 ? 0.0 : (double) filled / table.rows());
    }
}
