package io.graphrecall.service.overlay;

import com.carrotsearch.hppc.FloatArrayList;
import com.carrotsearch.hppc.IntArrayList;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * Contents of the overlay by what leads to them: a feature, a node of a meta-path or a content of the generation. A request
 * reads only the rows of its features, nodes and triggers. Immutable; thread-safe.
 */
public final class LivePostings {

    public static final LivePostings EMPTY = new LivePostings(Map.of());

    private final Map<Integer, Row> rows;

    private LivePostings(Map<Integer, Row> rows) {
        this.rows = rows;
    }

    /**
     * Contents of one key.
     *
     * @param contents ordinals; the array is not to be changed
     * @param weights  parallel to {@code contents}
     */
    public record Row(int[] contents, float[] weights) {}

    /** Returns the contents of a key, or null if there are none. */
    public @Nullable Row row(int key) {
        return rows.get(key);
    }

    /** Collects entries. Not thread-safe. */
    public static final class Builder {

        private final Map<Integer, Entries> byKey = new HashMap<>();

        public void add(int key, int content, float weight) {
            byKey.computeIfAbsent(key, none -> new Entries(new IntArrayList(), new FloatArrayList())).add(content,
                    weight);
        }

        public LivePostings build() {
            Map<Integer, Row> rows = HashMap.newHashMap(byKey.size());
            byKey.forEach((key, entries) -> rows.put(key, entries.row()));
            return new LivePostings(rows);
        }
    }

    /** The arrays of a row. */
    private record Entries(IntArrayList contents, FloatArrayList weights) {

        void add(int content, float weight) {
            contents.add(content);
            weights.add(weight);
        }

        Row row() {
            return new Row(contents.toArray(), weights.toArray());
        }
    }
}
