package io.graphrecall.loaders.bulk;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.loaders.source.HashedCounter;
import io.graphrecall.schema.ImpressionWindow;
import io.graphrecall.schema.ImpressionWindow.Shown;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes of one label, whose properties arrive in several parts, in memory that does not grow with their number. The parts
 * are spilled to {@value #PARTITIONS} files by the hash of the key. A partition is merged at a time. Not thread-safe.
 */
final class NodeSpill implements AutoCloseable {

    private static final int PARTITIONS = 64;
    private static final int BUFFER = 1 << 13;
    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private final Path folder;
    private final String name;
    private final @Nullable DataOutputStream[] files = new DataOutputStream[PARTITIONS];

    /** Merged parts of a node. Impressions are added batch by batch. */
    static final class Merged {

        private final Map<String, Object> properties = new LinkedHashMap<>();
        private @Nullable ImpressionWindow window;
        private long unchanged;
        private long superseded;

        Map<String, Object> properties() {
            return properties;
        }

        /** Returns the impression window, or null if there are no impressions. */
        @Nullable
        ImpressionWindow window() {
            return window;
        }

        /** Returns the number of impressions that are in the window of an earlier batch too. */
        long unchanged() {
            return unchanged;
        }

        /** Returns the number of impressions that are in the window of their batch, but not in that of the user. */
        long superseded() {
            return superseded;
        }

        private void add(List<Shown> batch) {
            if (window == null) {
                window = new ImpressionWindow();
            }
            ImpressionWindow.Added added = window.add(batch);
            unchanged += batch.size() - added.changed() - added.superseded();
            superseded += added.superseded();
        }
    }

    /** Receives nodes. */
    @FunctionalInterface
    interface Sink {
        void accept(String key, Merged node) throws IOException;
    }

    NodeSpill(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** Adds properties of a node, which replace those of the same names. */
    void add(String key, Map<String, Object> properties) throws IOException {
        byte[] json = JSON.writeValueAsBytes(properties);
        DataOutputStream file = file(key);
        file.writeUTF(key);
        file.writeInt(json.length);
        file.write(json);
    }

    /** Adds impressions of a user that changed the window of a batch. */
    void add(String key, Collection<Shown> batch) throws IOException {
        DataOutputStream file = file(key);
        file.writeUTF(key);
        file.writeInt(-batch.size());
        for (Shown shown : batch) {
            file.writeUTF(shown.content());
            file.writeLong(shown.at());
        }
    }

    /** Passes on all nodes and deletes the files. */
    void merge(Sink sink) throws IOException {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            DataOutputStream file = files[partition];
            if (file != null) {
                file.close();
                for (Map.Entry<String, Merged> node : read(path(partition)).entrySet()) {
                    sink.accept(node.getKey(), node.getValue());
                }
                Files.delete(path(partition));
            }
        }
    }

    private static Map<String, Merged> read(Path path) throws IOException {
        Map<String, Merged> nodes = new LinkedHashMap<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER))) {
            while (true) {
                Merged node = nodes.computeIfAbsent(in.readUTF(), key -> new Merged());
                int length = in.readInt();
                if (length < 0) {
                    List<Shown> batch = new ArrayList<>(-length);
                    for (int i = 0; i < -length; i++) {
                        batch.add(new Shown(in.readUTF(), in.readLong()));
                    }
                    node.add(batch);
                } else {
                    node.properties.putAll(properties(in.readNBytes(length)));
                }
            }
        } catch (EOFException end) {
            return nodes;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(byte[] json) throws IOException {
        return JSON.readValue(json, Map.class);
    }

    private DataOutputStream file(String key) throws IOException {
        int partition = Math.floorMod(HashedCounter.hash(key), PARTITIONS);
        DataOutputStream file = files[partition];
        if (file == null) {
            file = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path(partition)), BUFFER));
            files[partition] = file;
        }
        return file;
    }

    private Path path(int partition) {
        return folder.resolve(name + "." + partition);
    }

    @Override
    public void close() throws IOException {
        for (DataOutputStream file : files) {
            if (file != null) {
                file.close();
            }
        }
    }
}
