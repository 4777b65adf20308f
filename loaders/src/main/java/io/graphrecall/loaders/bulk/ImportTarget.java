package io.graphrecall.loaders.bulk;

import com.carrotsearch.hppc.LongLongHashMap;
import com.carrotsearch.hppc.ObjectLongHashMap;
import io.graphrecall.loaders.format.DataSetFormat;
import io.graphrecall.loaders.ingest.BatchLookup;
import io.graphrecall.loaders.ingest.BatchTarget;
import io.graphrecall.loaders.ingest.Links;
import io.graphrecall.loaders.ingest.NewEvents;
import io.graphrecall.loaders.ingest.NodeProperties;
import io.graphrecall.loaders.ingest.RecordWriter;
import io.graphrecall.loaders.source.HashedCounter;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.ImpressionWindow;
import io.graphrecall.schema.ImpressionWindow.Shown;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.RelationshipType;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * New graph in the files of an import. The keys of all nodes, the taxonomies and the identities of the events are in memory.
 * Everything else is on disk. A record of the catalogue must not occur twice. Not thread-safe.
 */
final class ImportTarget implements BatchTarget, AutoCloseable {

    private static final String SEQ = "seq";
    private static final String IMPRESSED = "impressed";
    private static final String IMPRESSED_AT = "impressed_at";

    private final ImportFolder folder;
    private final NodeFiles nodeFiles;
    private final EventFiles eventFiles;
    private final Map<Links.Type, CsvFile> linkFiles = new HashMap<>();

    /** Nodes whose properties arrive in parts. */
    private final Map<NodeLabel, NodeSpill> spills = new EnumMap<>(NodeLabel.class);
    private final Map<NodeLabel, Set<String>> keys = new EnumMap<>(NodeLabel.class);
    private final Map<String, Map<String, Object>> tags = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> categories = new LinkedHashMap<>();
    private final Map<String, String> tagParents = new HashMap<>();

    /** Hash of each vector by the hash of its content and name. */
    private final LongLongHashMap vectors = new LongLongHashMap();

    /** Sequence number of the last batch with events of a user. */
    private final ObjectLongHashMap<String> noted = new ObjectLongHashMap<>();
    private long seq;
    private long unchanged;
    private long superseded;

    /** Operation on files. */
    @FunctionalInterface
    private interface FileOperation {
        void run() throws IOException;
    }

    ImportTarget(ImportFolder folder) {
        this.folder = folder;
        nodeFiles = new NodeFiles(folder);
        eventFiles = new EventFiles(folder);
        for (NodeLabel label : List.of(NodeLabel.USER, NodeLabel.CONTENT, NodeLabel.ITEM)) {
            spills.put(label, new NodeSpill(folder.path(), label.label()));
        }
    }

    @Override
    public long lock() {
        return seq;
    }

    @Override
    public long increment() {
        return ++seq;
    }

    @Override
    public Map<String, String> digests(NodeLabel label, Collection<String> ofNodes) {
        return Map.of();
    }

    @Override
    public void putRecords(NodeLabel label, List<NodeProperties> records) {
        records.forEach(record -> create(label, record.key()));
        putProperties(label, records);
    }

    @Override
    public void putProperties(NodeLabel label, List<NodeProperties> nodes) {
        for (NodeProperties node : nodes) {
            Map<String, Object> properties = new LinkedHashMap<>();
            node.properties().forEach((name, value) -> {
                if (value instanceof float[] vector) {
                    vectors.put(vectorSlot(node.key(), name), hash(vector));
                    properties.put(name, numbers(vector));
                } else if (value != null) {
                    properties.put(name, value);
                }
            });
            put(label, node.key(), properties);
        }
    }

    private void put(NodeLabel label, String key, Map<String, Object> properties) {
        nodeFiles.announce(label, properties);
        switch (label) {
            case TAG -> Objects.requireNonNull(tags.get(key)).putAll(properties);
            case CATEGORY -> Objects.requireNonNull(categories.get(key)).putAll(properties);
            case USER, CONTENT, ITEM -> run(() -> spill(label).add(key, properties));
            case QUERY, ATTRIBUTE, CLUSTER, COMMUNITY ->
                throw new IllegalArgumentException("no record is a " + label.label());
        }
    }

    @Override
    public int createMissing(NodeLabel label, Collection<String> ofNodes) {
        return (int) ofNodes.stream().filter(key -> create(label, key)).count();
    }

    /** Creates a node that has only a key. Returns false if it exists. */
    private boolean create(NodeLabel label, String key) {
        if (!keys(label).add(key)) {
            return false;
        }
        switch (label) {
            case TAG -> tags.put(key, new HashMap<>());
            case CATEGORY -> categories.put(key, new HashMap<>());
            case USER, CONTENT, ITEM -> {
                put(label, key, Map.of());
                nodeFiles.announce(key);
            }
            case QUERY, ATTRIBUTE, CLUSTER, COMMUNITY -> run(() -> nodeFiles.write(label, key, Map.of()));
        }
        return true;
    }

    @Override
    public void createMissingCategories(Collection<CategoryPath> parentsFirst) {
        for (CategoryPath category : parentsFirst) {
            CategoryPath parent = category.parent();
            if (create(NodeLabel.CATEGORY, category.key())) {
                put(NodeLabel.CATEGORY, category.key(), Map.of("name", category.name(), "path", category.path(),
                        "domain", category.domain().wireName()));
                if (parent != null) {
                    Links toParent = new Links(RelationshipType.CHILD_OF, NodeLabel.CATEGORY, NodeLabel.CATEGORY);
                    toParent.add(category.key(), parent.key());
                    link(toParent);
                }
            }
        }
    }

    @Override
    public void createMissingAttributes(Collection<AttributeValue> attributes) {
        for (AttributeValue attribute : attributes) {
            if (keys(NodeLabel.ATTRIBUTE).add(attribute.key())) {
                Map<String, Object> properties = Map.of("property", attribute.property(), "value", attribute.value());
                nodeFiles.announce(NodeLabel.ATTRIBUTE, properties);
                run(() -> nodeFiles.write(NodeLabel.ATTRIBUTE, attribute.key(), properties));
            }
        }
    }

    @Override
    public void link(Links links) {
        Links.Type type = links.type();
        if (type.relationship() == RelationshipType.CHILD_OF && type.source() == NodeLabel.TAG) {
            links.ends().forEach(ends -> tagParents.put(ends.source(), ends.target()));
        }
        Map<String, Object> sorted = new TreeMap<>(links.properties());
        String[] row = new String[2 + sorted.size()];
        int column = 2;
        for (Object value : sorted.values()) {
            row[column++] = value.toString();
        }
        run(() -> {
            CsvFile file = linkFiles.get(type);
            if (file == null) {
                List<String> columns = new ArrayList<>();
                sorted.forEach((name, value) -> columns.add(PropertyType.of(value).column(name)));
                file = folder.relationships(type.relationship(), type.source(), type.target(), columns);
                linkFiles.put(type, file);
            }
            for (Links.Ends one : links.ends()) {
                row[0] = one.source();
                row[1] = one.target();
                file.write(row);
            }
        });
    }

    @Override
    public Map<String, String> tagParents(Collection<String> ofTags) {
        Map<String, String> parents = new HashMap<>();
        for (String start : ofTags) {
            String tag = start;
            while (tag != null && !parents.containsKey(tag)) {
                String parent = tagParents.get(tag);
                if (parent != null) {
                    parents.put(tag, parent);
                }
                tag = parent;
            }
        }
        return parents;
    }

    @Override
    public Map<String, Boolean> vectorChanges(List<NodeProperties> contents) {
        Map<String, Boolean> changes = new HashMap<>();
        for (NodeProperties content : contents) {
            if (keys(NodeLabel.CONTENT).contains(content.key())) {
                changes.put(content.key(), content.properties().entrySet().stream()
                        .anyMatch(vector -> isChanged(content.key(), vector.getKey(), vector.getValue())));
            }
        }
        return changes;
    }

    private boolean isChanged(String content, String name, @Nullable Object value) {
        long slot = vectorSlot(content, name);
        return !(value instanceof float[] vector) || !vectors.containsKey(slot) || vectors.get(slot) != hash(vector);
    }

    @Override
    public BatchLookup lookup(List<BehaviourEvent> batch, Map<NodeLabel, Set<String>> referenced) {
        Map<String, BehaviourEvent> events = new HashMap<>();
        run(() -> {
            for (BehaviourEvent event : batch) {
                BehaviourEvent existing = event.action() == Action.IMPRESSION ? null : eventFiles.find(event.id());
                if (existing != null) {
                    events.put(event.id(), existing);
                }
            }
        });
        Map<NodeLabel, List<String>> missing = new EnumMap<>(NodeLabel.class);
        referenced.forEach((label, ofLabel) -> missing.put(label,
                ofLabel.stream().filter(key -> !keys(label).contains(key)).toList()));
        return new BatchLookup(events, missing);
    }

    @Override
    public Map<String, ImpressionWindow> windows(Collection<String> users) {
        return Map.of();
    }

    @Override
    public long putEvents(NewEvents batch) {
        batch.missing().forEach(this::createMissing);
        run(() -> {
            for (BehaviourEvent event : batch.events()) {
                eventFiles.add(event);
            }
            for (Map.Entry<String, ImpressionWindow> shown : batch.shown().entrySet()) {
                spill(NodeLabel.USER).add(shown.getKey(), shown.getValue().impressions());
            }
        });
        batch.noted().forEach(user -> noted.put(user, batch.seq()));
        seq = batch.seq();
        return seq;
    }

    /** Writes the nodes and closes the files. */
    ImportFiles finish(DataSet dataSet) throws IOException {
        nodeFiles.announce(NodeLabel.USER, Map.of(SEQ, 0L, IMPRESSED_AT, List.of(0L)));
        nodeFiles.announce(NodeLabel.USER, Map.of(IMPRESSED, List.of("")));
        for (Map.Entry<String, Map<String, Object>> tag : tags.entrySet()) {
            nodeFiles.write(NodeLabel.TAG, tag.getKey(), tag.getValue());
        }
        for (Map.Entry<String, Map<String, Object>> category : categories.entrySet()) {
            nodeFiles.write(NodeLabel.CATEGORY, category.getKey(), category.getValue());
        }
        for (Map.Entry<NodeLabel, NodeSpill> spill : spills.entrySet()) {
            spill.getValue().merge((key, node) -> {
                if (Thread.currentThread().isInterrupted()) {
                    throw new RecallException(Code.CANCELLED, "stopped while writing the import files");
                }
                unchanged += node.unchanged();
                superseded += node.superseded();
                nodeFiles.write(spill.getKey(), key, properties(spill.getKey(), key, node));
            });
        }
        Map<String, String> fields = DataSetFormat.fields(dataSet);
        List<String> names = List.copyOf(fields.keySet());
        folder.nodes("DataSet", names.stream().map(name -> name.equals("name") ? "name:ID(DataSet)" : name).toList())
                .write(names.stream().map(fields::get).toArray(String[]::new));
        folder.nodes("Sequence", List.of("name:ID(Sequence)", "value:long")).write(SEQ, Long.toString(seq));
        return folder.finish(nodeFiles.listDelimiter());
    }

    /** Returns the counts of the impressions that the windows of other batches repeat or supersede, after {@link #finish}. */
    RecordWriter.Corrections corrections() {
        return new RecordWriter.Corrections(unchanged, superseded);
    }

    private Map<String, Object> properties(NodeLabel label, String key, NodeSpill.Merged node) {
        ImpressionWindow window = node.window();
        if (window != null) {
            node.properties().put(IMPRESSED, window.impressions().stream().map(Shown::content).toList());
            node.properties().put(IMPRESSED_AT, window.impressions().stream().map(Shown::at).toList());
        }
        if (label == NodeLabel.USER && noted.containsKey(key)) {
            node.properties().put(SEQ, noted.get(key));
        }
        return node.properties();
    }

    @Override
    public void close() throws IOException {
        for (NodeSpill spill : spills.values()) {
            spill.close();
        }
        folder.close();
    }

    private Set<String> keys(NodeLabel label) {
        return keys.computeIfAbsent(label, absent -> new HashSet<>());
    }

    private NodeSpill spill(NodeLabel label) {
        return Objects.requireNonNull(spills.get(label));
    }

    private static void run(FileOperation operation) {
        try {
            operation.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the numbers as the graph stores them. */
    private static List<Double> numbers(float[] vector) {
        List<Double> numbers = new ArrayList<>(vector.length);
        for (float number : vector) {
            numbers.add((double) number);
        }
        return numbers;
    }

    private static long vectorSlot(String content, String name) {
        return HashedCounter.hash(content) * 31 + HashedCounter.hash(name);
    }

    /** Equal numbers have equal hashes, so that zero and negative zero are the same. */
    private static long hash(float[] vector) {
        long hash = vector.length;
        for (float number : vector) {
            hash = HashedCounter.mix(hash, Float.floatToIntBits(number + 0.0f));
        }
        return hash;
    }
}
