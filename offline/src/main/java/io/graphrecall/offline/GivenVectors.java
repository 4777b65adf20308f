package io.graphrecall.offline;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.EmbeddingTable.Metric;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The vectors that contents brought with them, compared by their cosine. Vectors of a space that have not the length
 * most of them have cannot be compared with the others and are left out.
 */
final class GivenVectors implements VectorSource {

    private static final CypherStatement VECTORS = CypherStatement.of("extract/vectors");

    private final GraphClient graph;

    GivenVectors(GraphClient graph) {
        this.graph = graph;
    }

    @Override
    public Map<String, EmbeddingTable> vectors(VectorInput input, Progress progress) {
        progress.begin("reading vectors", -1);
        NodeIndex contents = input.graph().nodes(NodeLabel.CONTENT);
        Map<String, float[][]> spaces = new TreeMap<>();
        graph.stream(VECTORS, Map.of(), row -> {
            int content = contents.ordinal(row.string("content"));
            if (content >= 0) { // else it came after the contents were read
                for (GraphRow vector : row.rows("vectors")) {
                    spaces.computeIfAbsent(vector.string("space"),
                            name -> new float[contents.size()][])[content] = vector
                                    .floats("vector");
                }
            }
            progress.advance(1);
        });
        Map<String, EmbeddingTable> tables = new TreeMap<>();
        int unusable = 0;
        for (Map.Entry<String, float[][]> space : spaces.entrySet()) {
            int given = count(space.getValue());
            dropOddLengths(space.getValue());
            EmbeddingTable table = EmbeddingTable.of(Metric.COSINE, space.getValue());
            unusable += given - table.rows();
            if (table.rows() > 0) {
                tables.put(space.getKey(), table);
            }
        }
        progress.end(unusable == 0
                ? "%,d spaces".formatted(tables.size())
                : "%,d spaces; %,d vectors are zero or of another length than the others of their space"
                        .formatted(tables.size(), unusable));
        return tables;
    }

    private static int count(float[][] vectors) {
        return (int) Arrays.stream(vectors).filter(Objects::nonNull).count();
    }

    /** Keeps the vectors of the length that is most frequent, of two the larger one. */
    private static void dropOddLengths(float[][] vectors) {
        Map<Integer, Long> lengths = Arrays.stream(vectors).filter(Objects::nonNull)
                .collect(Collectors.groupingBy(vector -> vector.length, Collectors.counting()));
        int usual = lengths.entrySet().stream()
                .max(Comparator.comparingLong((Map.Entry<Integer, Long> length) -> length.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey).orElse(0);
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i] != null && vectors[i].length != usual) {
                vectors[i] = null;
            }
        }
    }
}
