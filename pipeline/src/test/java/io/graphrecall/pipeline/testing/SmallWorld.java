package io.graphrecall.pipeline.testing;

import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationHeader;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.TextColumn;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.metapath.path.MetaPaths;
import io.graphrecall.pipeline.channel.cluster.ServingClusters;
import io.graphrecall.pipeline.channel.metapath.ServingPaths;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.overlay.OpenedModules;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.QueryVocabulary;
import io.graphrecall.retrieval.profile.ProfileParameters;
import io.graphrecall.retrieval.vector.ClusterParameters;
import io.graphrecall.retrieval.vector.SpaceParameters;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.LocalBlocks;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Builds a snapshot of a handful of contents, by name, for tests. */
public final class SmallWorld {

    private static final SpaceParameters SPACES = new SpaceParameters(3, new ClusterParameters(2, 2, 10, 0), 1_000,
            1_000);

    /** The time of requests on a small world. */
    public static final long NOW = Instant.parse("2026-06-01T12:00:00Z").toEpochMilli();

    private final TreeMap<String, Entry> contents = new TreeMap<>();
    private final TreeMap<String, Map<FeatureSpace, Set<String>>> items = new TreeMap<>();
    private final TreeMap<String, Map<String, Float>> ledTo = new TreeMap<>();
    private final Map<String, Map<FeatureSpace, Set<String>>> queryFeatures = new TreeMap<>();
    private final Map<String, Float> idfs = new TreeMap<>();
    private final TreeMap<String, Map<String, float[]>> vectors = new TreeMap<>();
    private final Map<String, Object> settings = new TreeMap<>();
    private DataSet.Timestamps timestamps = DataSet.Timestamps.REAL;

    private static final class Entry {
        private long publishedAt = ServingSnapshot.UNKNOWN_TIME;
        private long expiresAt = Long.MAX_VALUE;
        private byte hidden;
        private @Nullable String author;
        private @Nullable String title;
        private float popularity;
        private int impressions;
        private final Map<FeatureSpace, Set<String>> features = new EnumMap<>(FeatureSpace.class);
        private final Map<String, Float> next = new LinkedHashMap<>();
        private final Map<String, Float> similar = new LinkedHashMap<>();
    }

    private final List<MetaPathParameters> paths = new ArrayList<>();
    private final Map<String, List<String>> clicks = new TreeMap<>();
    private final Map<String, String> tagParents = new TreeMap<>();

    private Entry entry(String id) {
        return contents.computeIfAbsent(id, unused -> new Entry());
    }

    public SmallWorld content(String... ids) {
        Arrays.stream(ids).forEach(this::entry);
        return this;
    }

    public SmallWorld orderOnly() {
        timestamps = DataSet.Timestamps.ORDER_ONLY;
        return this;
    }

    public SmallWorld published(String id, long at) {
        entry(id).publishedAt = at;
        return this;
    }

    public SmallWorld expires(String id, long at) {
        entry(id).expiresAt = at;
        return this;
    }

    public SmallWorld hidden(String id) {
        entry(id).hidden = HeteroGraph.ContentFacts.HIDDEN;
        return this;
    }

    /** A content that only events mention, in a data set that describes others. */
    public SmallWorld undescribed(String id) {
        entry(id).hidden = HeteroGraph.ContentFacts.UNDESCRIBED;
        return this;
    }

    public SmallWorld author(String id, String author) {
        entry(id).author = author;
        return this;
    }

    public SmallWorld title(String id, String title) {
        entry(id).title = title;
        return this;
    }

    public SmallWorld popular(String id, float popularity) {
        entry(id).popularity = popularity;
        return this;
    }

    /** @param users number of users who were shown the content before the build */
    public SmallWorld shown(String id, int users) {
        entry(id).impressions = users;
        return this;
    }

    public SmallWorld next(String from, String to, float weight) {
        entry(to);
        entry(from).next.put(to, weight);
        return this;
    }

    public SmallWorld similar(String from, String to, float weight) {
        entry(to);
        entry(from).similar.put(to, weight);
        return this;
    }

    /** A vector of a content in a space, compared by its cosine. */
    public SmallWorld vector(String space, String id, float... vector) {
        entry(id);
        vectors.computeIfAbsent(space, unused -> new TreeMap<>()).put(id, vector);
        return this;
    }

    /** Adds settings of the build to generations. */
    public SmallWorld settings(Map<String, Object> more) {
        settings.putAll(more);
        return this;
    }

    /** An item with tags; contents know them only where they have them too. */
    public SmallWorld item(String id, String... tags) {
        items.computeIfAbsent(id, unused -> new EnumMap<>(FeatureSpace.class))
                .put(FeatureSpace.TAG, new TreeSet<>(List.of(tags)));
        return this;
    }

    public SmallWorld tags(String id, String... tags) {
        return features(id, FeatureSpace.TAG, List.of(tags));
    }

    /** Gives a tag a parent, which contents with the tag have as a feature of half the weight. */
    public SmallWorld tagParent(String tag, String parent) {
        tagParents.put(tag, parent);
        return this;
    }

    public SmallWorld terms(String id, String... terms) {
        return features(id, FeatureSpace.TERM, List.of(terms));
    }

    public SmallWorld category(String id, String... levels) {
        return features(id, FeatureSpace.CATEGORY, keys(FeatureSpace.CATEGORY, levels));
    }

    /** Returns the keys of features, which for a category are those of its levels. */
    private static Set<String> keys(FeatureSpace space, String... keys) {
        return new TreeSet<>(space == FeatureSpace.CATEGORY
                ? new CategoryPath(CategoryPath.Domain.CONTENT, List.of(keys)).levels().stream()
                        .map(CategoryPath::key).toList()
                : List.of(keys));
    }

    public SmallWorld attribute(String id, String property, String value) {
        return features(id, FeatureSpace.ATTRIBUTE, List.of(new AttributeValue(property, value).key()));
    }

    private SmallWorld features(String id, FeatureSpace space, Collection<String> keys) {
        entry(id).features.computeIfAbsent(space, unused -> new TreeSet<>()).addAll(keys);
        return this;
    }

    /** Gives a search features that its text names. */
    public SmallWorld query(String query, FeatureSpace space, String... keys) {
        ledTo.computeIfAbsent(query, unused -> new LinkedHashMap<>());
        queryFeatures.computeIfAbsent(query, unused -> new EnumMap<>(FeatureSpace.class))
                .put(space, keys(space, keys));
        return this;
    }

    /** Sets the inverse document frequency of a feature, which is 1 otherwise. */
    public SmallWorld idf(String key, float idf) {
        idfs.put(key, idf);
        return this;
    }

    public SmallWorld ledTo(String query, String content, float weight) {
        entry(content);
        ledTo.computeIfAbsent(query, unused -> new LinkedHashMap<>()).put(content, weight);
        return this;
    }

    /** A meta-path with all its instances, over tags, authors and clicks of other users. */
    public SmallWorld path(String name, String path, Measure measure) {
        return path(MetaPathParameters.of(name, path, measure));
    }

    public SmallWorld path(MetaPathParameters path) {
        paths.add(path);
        return this;
    }

    /** Adds a click of another user, which meta-paths can follow. */
    public SmallWorld clicked(String user, String content) {
        entry(content);
        clicks.computeIfAbsent(user, unused -> new ArrayList<>()).add(content);
        return this;
    }

    /** Adds a search of another user, before the clicks that are added later. */
    public SmallWorld searched(String user, String query) {
        ledTo.computeIfAbsent(query, unused -> new LinkedHashMap<>());
        clicks.computeIfAbsent(user, unused -> new ArrayList<>()).add(SmallPaths.SEARCH + query);
        return this;
    }

    private MetaPaths metaPaths() {
        return SmallPaths.compute(graph(), paths);
    }

    /** The graph as a build reads it, with the clicks of other users. */
    public HeteroGraph graph() {
        return SmallPaths.graph(List.copyOf(contents.keySet()), tables(), clicks);
    }

    /** The meta-paths of the world. */
    public List<MetaPathParameters> paths() {
        return List.copyOf(paths);
    }

    /**
     * Returns a snapshot of this world with its meta-paths and the clusters of its first space.
     *
     * @param more further opened modules
     */
    public ServingSnapshot snapshot(OpenedModule... more) {
        return snapshot(tables(), more);
    }

    /** Returns a snapshot of this world whose tables are read from a store, without room for them in the heap. */
    public ServingSnapshot mappedSnapshot(GenerationStore store) {
        try (Generation generation = store.open(write(store, 1), 0)) {
            return snapshot(GraphTables.read(generation));
        }
    }

    /** Returns a snapshot of this world with other tables. */
    public ServingSnapshot snapshot(GraphTables tables, OpenedModule... more) {
        Map<String, ServingSpace> spaces = ServingSpace.ofAll(spaces(), 1);
        OpenedModules modules = OpenedModules.NONE.with(ServingPaths.of(metaPaths()));
        for (OpenedModule module : more) {
            modules = modules.with(module);
        }
        for (ServingSpace first : spaces.values().stream().limit(1).toList()) {
            modules = modules.with(ServingClusters.of(first, tables));
        }
        return ServingSnapshot.of(
                manifest(), tables, spaces, modules, SmallWorld::words, ProfileParameters.DEFAULT);
    }

    /** Makes this world the current generation of a store, as built when the graph was at a sequence number. */
    public GenerationId publish(GenerationStore store, long seq) {
        return publish(store, new GraphPosition("", seq));
    }

    /** Makes this world the current generation of a store, as built from a graph at a position. */
    public GenerationId publish(GenerationStore store, GraphPosition built) {
        GenerationId id = write(store, built, writer -> {
        });
        store.activate(id);
        return id;
    }

    /** Writes this world as a generation of a store, without making it current. */
    public GenerationId write(GenerationStore store, long seq) {
        return write(store, seq, writer -> {
        });
    }

    /** Writes this world as a generation with further arrays. */
    public GenerationId write(GenerationStore store, long seq, Consumer<GenerationWriter> more) {
        return write(store, new GraphPosition("", seq), more);
    }

    private GenerationId write(GenerationStore store, GraphPosition built, Consumer<GenerationWriter> more) {
        DataSet dataSet = new DataSet("small", timestamps, DataSet.Protocol.LEAVE_ONE_OUT);
        Map<String, Object> all = new TreeMap<>(settings);
        all.put(MetaPaths.SETTINGS, paths.stream().map(MetaPathParameters::settings).toList());
        GenerationHeader header = new GenerationHeader(Instant.ofEpochMilli(NOW), built.seq(), built.graphId(), 1,
                dataSet, all);
        try (GenerationWriter writer = store.begin(header)) {
            tables().write(writer);
            metaPaths().write(writer);
            spaces().forEach(space -> space.write(writer));
            more.accept(writer);
            return writer.commit().id();
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(java.util.Locale.ROOT).split("\\W+")).filter(w -> !w.isEmpty()).toList();
    }

    private GenerationManifest manifest() {
        return new GenerationManifest(
                GenerationManifest.FORMAT,
                new GenerationId("20260601T000000Z-test"),
                Instant.ofEpochMilli(NOW),
                Instant.ofEpochMilli(NOW),
                7,
                "",
                1,
                new DataSet("small", timestamps, DataSet.Protocol.LEAVE_ONE_OUT),
                Map.copyOf(settings),
                Map.of(),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    /** Returns the tables of {@link #graph}. */
    public GraphTables tables() {
        NodeIndex index = NodeIndex.of(List.copyOf(contents.keySet()));
        NodeIndex queries = NodeIndex.of(List.copyOf(ledTo.keySet()));
        NodeIndex itemIndex = NodeIndex.of(List.copyOf(items.keySet()));
        List<Entry> entries = List.copyOf(contents.values());
        NodeIndex authors = NodeIndex.of(entries.stream().map(e -> e.author).filter(a -> a != null).distinct()
                .sorted().toList());
        int n = index.size();
        long[] published = new long[n];
        long[] expires = new long[n];
        byte[] hidden = new byte[n];
        int[] author = new int[n];
        TextColumn.Builder titles = new TextColumn.Builder();
        float[] popularity = new float[n];
        int[] positives = new int[n];
        int[] impressions = new int[n];
        CsrTable.Builder i2i = CsrTable.builder(n);
        CsrTable.Builder similar = CsrTable.builder(n);
        for (int i = 0; i < n; i++) {
            Entry entry = entries.get(i);
            published[i] = entry.publishedAt;
            expires[i] = entry.expiresAt;
            hidden[i] = entry.hidden;
            author[i] = entry.author == null ? -1 : authors.ordinal(entry.author);
            titles.add(entry.title);
            popularity[i] = entry.popularity;
            positives[i] = Math.round(entry.popularity);
            impressions[i] = entry.impressions;
            row(i2i, index, entry.next);
            row(similar, index, entry.similar);
        }
        CsrTable.Builder led = CsrTable.builder(n);
        ledTo.values().forEach(row -> row(led, index, row));
        Map<FeatureSpace, FeatureTables> features = new EnumMap<>(FeatureSpace.class);
        for (FeatureSpace space : FeatureSpace.values()) {
            features.put(space, features(space, entries, List.copyOf(items.values()), queries));
        }
        return new GraphTables(
                index, itemIndex, queries, authors, published, expires, hidden, author, titles.build(),
                popularity, positives, impressions,
                features, closure(FeatureSpace.TAG, features.get(FeatureSpace.TAG).index()), i2i.build(),
                similar.build(), led.build(),
                new QueryVocabulary(NodeIndex.EMPTY, Map.of()));
    }

    private List<VectorSpace> spaces() {
        List<String> ids = List.copyOf(contents.keySet());
        List<VectorSpace> spaces = new ArrayList<>();
        vectors.forEach((name, byId) -> {
            float[][] byOrdinal = ids.stream().map(byId::get).toArray(float[][]::new);
            spaces.add(VectorSpace.compute(
                    name, EmbeddingTable.of(EmbeddingTable.Metric.COSINE, byOrdinal), List.of(), ids.size(),
                    SPACES, 1, LocalBlocks.PLAIN, Progress.NONE));
        });
        return spaces;
    }

    private static void row(CsrTable.Builder table, NodeIndex index, Map<String, Float> row) {
        row.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(e -> table.add(index.ordinal(e.getKey()), e.getValue()));
        table.endRow();
    }

    private FeatureTables features(
            FeatureSpace space,
            List<Entry> entries,
            List<Map<FeatureSpace, Set<String>>> items,
            NodeIndex queries) {
        List<Map<FeatureSpace, Set<String>>> ofContents = entries.stream().map(entry -> entry.features).toList();
        List<Map<FeatureSpace, Set<String>>> ofQueries = queries.keys().stream()
                .map(query -> queryFeatures.getOrDefault(query, Map.of())).toList();
        Stream<String> keys = Stream.of(ofContents, items, ofQueries).flatMap(List::stream)
                .flatMap(features -> features.getOrDefault(space, Set.of()).stream());
        Stream<String> parents = space == FeatureSpace.TAG ? tagParents.values().stream() : Stream.of();
        NodeIndex index = NodeIndex.of(Stream.concat(keys, parents).distinct().sorted().toList());
        CsrTable contents = rows(space, ofContents, index);
        float[] idf = new float[index.size()];
        for (int feature = 0; feature < idf.length; feature++) {
            idf[feature] = idfs.getOrDefault(index.key(feature), 1f);
        }
        return new FeatureTables(index, index, idf, FeatureTables.uniform(index), contents, rows(space, items, index),
                rows(space, ofQueries, index), contents.transpose());
    }

    private CsrTable rows(FeatureSpace space, List<Map<FeatureSpace, Set<String>>> nodes, NodeIndex index) {
        CsrTable closure = closure(space, index);
        CsrTable.Builder rows = CsrTable.builder(index.size());
        for (Map<FeatureSpace, Set<String>> features : nodes) {
            TreeMap<Integer, Float> row = new TreeMap<>();
            features.getOrDefault(space, Set.of()).stream().mapToInt(index::ordinal)
                    .forEach(key -> IntStream.range(closure.start(key), closure.end(key)).forEach(
                            entry -> row.merge(closure.column(entry), closure.weight(entry), Math::max)));
            row.forEach(rows::add);
            rows.endRow();
        }
        return rows.build();
    }

    /** Returns each feature with its ancestors, which only tags have as features of their own. */
    private CsrTable closure(FeatureSpace space, NodeIndex index) {
        CsrTable.Builder closure = CsrTable.builder(index.size());
        for (String key : index.keys()) {
            float weight = 1;
            for (String level = key; level != null; level = space == FeatureSpace.TAG ? tagParents.get(level) : null) {
                closure.add(index.ordinal(level), weight);
                weight /= 2;
            }
            closure.endRow();
        }
        return closure.build();
    }
}
