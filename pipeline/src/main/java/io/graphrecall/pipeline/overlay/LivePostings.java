package io.graphrecall.pipeline.overlay;

import com.carrotsearch.hppc.FloatArrayList;
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.cursors.IntObjectCursor;
import io.graphrecall.metapath.sparse.SparseVector;
import org.jspecify.annotations.Nullable;

/**
 * Contents of the overlay by what leads to them: a feature, a node of a meta-path or a content of the generation. A request
 * reads only the rows of its features, nodes and triggers. Immutable; thread-safe.
 */
public final class LivePostings {

    public static final LivePostings EMPTY = new LivePostings(new IntObjectHashMap<>());

    private final IntObjectHashMap<Row> rows;

    private LivePostings(IntObjectHashMap<Row> rows) {
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

    /** Returns a builder that starts with these postings. It copies only the rows that it changes. */
    public Builder change() {
        return new Builder(rows.clone());
    }

    /** Changes entries. Not thread-safe. */
    public static final class Builder {

        private final IntObjectHashMap<Row> rows;
        private final IntObjectHashMap<Entries> changed = new IntObjectHashMap<>();

        private Builder(IntObjectHashMap<Row> rows) {
            this.rows = rows;
        }

        /** Adds an entry that is not there. */
        public void add(int key, int content, float weight) {
            entries(key).add(content, weight);
        }

        /** Adds an entry per key. */
        void add(SparseVector keys, int content) {
            for (int i = 0; i < keys.size(); i++) {
                add(keys.ordinals()[i], content, keys.weights()[i]);
            }
        }

        /** Removes an entry, if it is there. */
        public void remove(int key, int content) {
            entries(key).remove(content);
        }

        /** Removes the entry of each key. */
        void remove(SparseVector keys, int content) {
            for (int i = 0; i < keys.size(); i++) {
                remove(keys.ordinals()[i], content);
            }
        }

        private Entries entries(int key) {
            Entries entries = changed.get(key);
            if (entries == null) {
                entries = new Entries(new IntArrayList(), new FloatArrayList());
                Row row = rows.get(key);
                if (row != null) {
                    entries.contents.add(row.contents);
                    entries.weights.add(row.weights);
                }
                changed.put(key, entries);
            }
            return entries;
        }

        public LivePostings build() {
            for (IntObjectCursor<Entries> row : changed) {
                if (row.value.contents.isEmpty()) {
                    rows.remove(row.key);
                } else {
                    rows.put(row.key, row.value.row());
                }
            }
            return new LivePostings(rows);
        }
    }

    /** The arrays of a row. */
    private record Entries(IntArrayList contents, FloatArrayList weights) {

        void add(int content, float weight) {
            contents.add(content);
            weights.add(weight);
        }

        void remove(int content) {
            int place = contents.indexOf(content);
            if (place >= 0) {
                contents.removeAt(place);
                weights.removeAt(place);
            }
        }

        Row row() {
            return new Row(contents.toArray(), weights.toArray());
        }
    }
}
