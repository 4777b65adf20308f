package io.graphrecall.gnn.training;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Hashes of a few vectors, by content. They show later whether the same encoder made other vectors: it gives the same
 * digits for the same content. Immutable.
 */
public record VectorProbe(Map<String, Integer> hashes) {

    private static final int SIZE = 16;

    public VectorProbe {
        hashes = new TreeMap<>(hashes);
    }

    /** Returns the probe of some vectors, by ordinals of contents. */
    public static VectorProbe of(NodeIndex contents, EmbeddingTable vectors) {
        Map<String, Integer> hashes = new TreeMap<>();
        IntStream.range(0, contents.size()).filter(content -> vectors.vectorOf(content) != null).boxed()
                .sorted(Comparator.comparingInt((Integer content) -> contents.key(content).hashCode()))
                .limit(SIZE).forEach(content -> hashes.put(
                        contents.key(content), Arrays.hashCode(vectors.vectorOf(content))));
        return new VectorProbe(hashes);
    }

    /** Returns true if at least half of the contents of this probe have the same vector as before. */
    public boolean matches(NodeIndex contents, EmbeddingTable vectors) {
        long same = hashes.entrySet().stream().filter(entry -> {
            int content = contents.ordinal(entry.getKey());
            float[] vector = content < 0 ? null : vectors.vectorOf(content);
            return vector != null && Arrays.hashCode(vector) == entry.getValue();
        }).count();
        return same > 0 && 2 * same >= hashes.size();
    }
}
