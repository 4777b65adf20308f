package io.graphrecall.offline;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.EmbeddingTable.Metric;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the vectors that the data set supplies for contents. They are compared by cosine similarity. */
final class SuppliedVectors {

    private static final CypherStatement VECTORS = CypherStatement.of("extract/vectors");

    private final GraphClient graph;

    SuppliedVectors(GraphClient graph) {
        this.graph = graph;
    }

    /**
     * Reads the embedding tables by space. A vector of zeros, or of another length than most of its space, is left out,
     * as is a space whose name no file can have.
     */
    Map<String, EmbeddingTable> read(NodeIndex contents, Progress progress) {
        progress.begin("Reading supplied vectors", -1);
        Map<String, float[][]> spaces = new TreeMap<>();
        graph.stream(VECTORS, Map.of(), row -> {
            int content = contents.ordinal(row.string("content"));
            if (content >= 0) { // the database can be newer than the contents
                for (GraphRow vector : row.rows("vectors")) {
                    spaces.computeIfAbsent(vector.string("space"),
                            name -> new float[contents.size()][])[content] = vector.floats("vector");
                }
            }
            progress.advance(1);
        });
        Map<String, EmbeddingTable> tables = new TreeMap<>();
        int unusable = 0;
        List<String> misnamed = spaces.keySet().stream().filter(space -> !GenerationWriter.isName(space)).toList();
        misnamed.forEach(spaces::remove);
        for (Map.Entry<String, float[][]> space : spaces.entrySet()) {
            int supplied = count(space.getValue());
            dropOddLengths(space.getValue());
            EmbeddingTable table = EmbeddingTable.of(Metric.COSINE, space.getValue());
            unusable += supplied - table.rows();
            if (table.rows() > 0) {
                tables.put(space.getKey(), table);
            }
        }
        progress.end(Counts.of(tables.size(), "space")
                + (unusable == 0
                        ? ""
                        : "; " + Counts.of(unusable, "vector is", "vectors are")
                                + " zero or of another length than the others of the space")
                + (misnamed.isEmpty()
                        ? ""
                        : "; left out, since their names do not end with a letter or digit: "
                                + String.join(", ", misnamed)));
        return tables;
    }

    private static int count(float[][] vectors) {
        return (int) Arrays.stream(vectors).filter(Objects::nonNull).count();
    }

    /** Keeps the vectors of the most frequent length; of two equally frequent ones, the larger. */
    private static void dropOddLengths(float[][] vectors) {
        Map<Integer, Long> lengths = Arrays.stream(vectors).filter(Objects::nonNull)
                .collect(Collectors.groupingBy(vector -> vector.length, Collectors.counting()));
        int modal = lengths.entrySet().stream()
                .max(Comparator.comparingLong((Map.Entry<Integer, Long> length) -> length.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey).orElse(0);
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i] != null && vectors[i].length != modal) {
                vectors[i] = null;
            }
        }
    }
}
