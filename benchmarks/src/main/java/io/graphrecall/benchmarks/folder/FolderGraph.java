package io.graphrecall.benchmarks.folder;

import static io.graphrecall.schema.NodeLabel.ATTRIBUTE;
import static io.graphrecall.schema.NodeLabel.CATEGORY;
import static io.graphrecall.schema.NodeLabel.CONTENT;
import static io.graphrecall.schema.NodeLabel.ITEM;
import static io.graphrecall.schema.NodeLabel.QUERY;
import static io.graphrecall.schema.NodeLabel.TAG;
import static io.graphrecall.schema.NodeLabel.USER;
import static io.graphrecall.schema.RelationshipType.HAS_ATTRIBUTE;
import static io.graphrecall.schema.RelationshipType.HAS_TAG;
import static io.graphrecall.schema.RelationshipType.IN_CATEGORY;

import io.graphrecall.content.encode.EncoderParameters;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.text.Terms;
import io.graphrecall.content.understand.ContentUnderstanding;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.TextColumn;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.metapath.graph.KeyNumbering;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.tables.TableBuild;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.RelationshipType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Data-set folder as a graph in memory, without a database. It has the given fields of the records, without the
 * predictions of content understanding.
 */
public final class FolderGraph {

    /** Chronological order of a user's events. */
    public static final Comparator<BehaviourEvent> BY_TIME = Comparator.comparing(BehaviourEvent::at)
            .thenComparingLong(BehaviourEvent::order);

    private final DataSetFolder folder;
    private final FolderEntries contents;
    private final FolderEntries items;
    private final Map<String, List<String>> synonyms = new HashMap<>();
    private final Map<String, List<BehaviourEvent>> events = new TreeMap<>();

    public FolderGraph(DataSetFolder folder) {
        this(folder, content -> true);
    }

    /** @param isIncluded filter of content ids; excluded contents and their events are not in the graph */
    public FolderGraph(DataSetFolder folder, Predicate<String> isIncluded) {
        this.folder = folder;
        List<CatalogueEntry> contentEntries = new ArrayList<>();
        List<CatalogueEntry> itemEntries = new ArrayList<>();
        folder.contents(content -> {
            if (isIncluded.test(content.id().key())) {
                contentEntries.add(content);
            }
        });
        folder.items(itemEntries::add);
        folder.tags(
                tag -> synonyms.put(tag.tag().key(), tag.synonyms()));
        contents = new FolderEntries(contentEntries);
        items = new FolderEntries(itemEntries);
        folder.events(
                event -> events.computeIfAbsent(event.user().key(), none -> new ArrayList<>())
                        .add(event));
        events.values().forEach(list -> list.sort(BY_TIME));
    }

    /**
     * Returns the events of a random sample of users, by user, oldest first.
     *
     * @param share share of the users in the sample
     */
    public Map<String, List<BehaviourEvent>> events(double share) {
        Random random = new Random(0);
        Map<String, List<BehaviourEvent>> sampled = new TreeMap<>();
        events.forEach((user, list) -> {
            if (random.nextDouble() < share) {
                sampled.put(user, list);
            }
        });
        return sampled;
    }

    public List<CatalogueEntry> contents() {
        return contents.entries();
    }

    /** @param userEvents events of the graph by user, oldest first */
    public HeteroGraph graph(Map<String, List<BehaviourEvent>> userEvents) {
        Map<NodeLabel, NodeIndex> nodes = new EnumMap<>(NodeLabel.class);
        nodes.put(CONTENT, contents.index());
        nodes.put(ITEM, items.index());
        nodes.put(QUERY, index(userEvents.values().stream().flatMap(List::stream)
                .filter(event -> event.target().label() == QUERY).map(event -> event.target().key())));
        nodes.put(TAG, index(FolderEntries::tags));
        nodes.put(CATEGORY, index(FolderEntries::categoryLevels));
        nodes.put(ATTRIBUTE, index(FolderEntries::attributes));
        Map<Hop, CsrTable> adjacency = new HashMap<>();
        addEntries(adjacency, CONTENT, contents, nodes);
        addEntries(adjacency, ITEM, items, nodes);
        Behaviour behaviour = behaviour(userEvents, nodes);
        nodes.put(USER, behaviour.users());
        int count = contents.entries().size();
        long[] published = new long[count];
        long[] expires = new long[count];
        int[] authors = new int[count];
        Arrays.fill(published, Long.MIN_VALUE);
        Arrays.fill(expires, Long.MAX_VALUE);
        Arrays.fill(authors, -1);
        return new HeteroGraph(
                new HeteroGraph.State(0, "", folder.dataSet(), behaviour.size() == 0 ? 0 : behaviour.latestTime()),
                nodes,
                adjacency, new HeteroGraph.ContentFacts(published, expires, new byte[count], NodeIndex.EMPTY, authors,
                        TextColumn.empty(count), new int[count]),
                texts(), synonyms, behaviour);
    }

    public static GraphTables tables(HeteroGraph graph) {
        return new TableBuild(TableParameters.DEFAULT, new Terms()::of).compute(graph, 0, Progress.NONE);
    }

    /**
     * Returns the text vectors of the contents in their order.
     *
     * @param cache folder of the encoder's cache
     */
    public EmbeddingTable texts(Path cache) {
        List<String> texts = ContentUnderstanding.texts(contents());
        try (TextEncoder encoder = EncoderParameters.DEFAULT.open(texts, cache)) {
            return EmbeddingTable.of(EmbeddingTable.Metric.COSINE, encoder.encode(texts));
        }
    }

    private static void addEntries(
            Map<Hop, CsrTable> adjacency, NodeLabel label, FolderEntries entries, Map<NodeLabel, NodeIndex> nodes) {
        put(adjacency, label, IN_CATEGORY, CATEGORY, entries.table(of(nodes, CATEGORY), FolderEntries::category));
        put(adjacency, label, HAS_ATTRIBUTE, ATTRIBUTE, entries.table(of(nodes, ATTRIBUTE), FolderEntries::attributes));
        put(adjacency, label, HAS_TAG, TAG, entries.table(of(nodes, TAG), FolderEntries::tags));
    }

    private static void put(
            Map<Hop, CsrTable> adjacency, NodeLabel from, RelationshipType type, NodeLabel to, CsrTable table) {
        adjacency.put(new Hop(from, type, to), table);
    }

    private HeteroGraph.Texts texts() {
        Terms terms = new Terms();
        KeyNumbering keys = new KeyNumbering();
        List<SparseVector> contentTerms = contents.terms(terms, keys);
        List<SparseVector> itemTerms = items.terms(terms, keys);
        KeyNumbering.Sorted sorted = keys.sorted();
        return new HeteroGraph.Texts(sorted.index(), table(contentTerms, sorted), table(itemTerms, sorted));
    }

    private static CsrTable table(List<SparseVector> rows, KeyNumbering.Sorted sorted) {
        CsrTable.Builder table = CsrTable.builder(sorted.index().size());
        for (SparseVector row : rows) {
            for (int i = 0; i < row.size(); i++) {
                table.add(sorted.ordinal(row.ordinals()[i]), row.weights()[i]);
            }
            table.endRow();
        }
        return table.build();
    }

    private static Behaviour behaviour(
            Map<String, List<BehaviourEvent>> userEvents, Map<NodeLabel, NodeIndex> nodes) {
        Behaviour.Builder behaviour = new Behaviour.Builder();
        KeyNumbering requests = new KeyNumbering();
        userEvents.forEach((user, list) -> {
            behaviour.user(user);
            for (BehaviourEvent event : list) {
                int target = of(nodes, event.target().label()).ordinal(event.target().key());
                QueryText query = event.query();
                String request = event.requestId();
                if (target >= 0 && event.action().relationship().isPresent()) {
                    behaviour.event(
                            event.action(), target, event.at().toEpochMilli(),
                            event.dwellMsOr(-1),
                            query == null ? -1 : of(nodes, QUERY).ordinal(query.key()),
                            request == null ? -1 : requests.intern(request));
                }
            }
        });
        return behaviour.build();
    }

    private static NodeIndex of(Map<NodeLabel, NodeIndex> nodes, NodeLabel label) {
        return nodes.getOrDefault(label, NodeIndex.EMPTY);
    }

    private NodeIndex index(Function<CatalogueEntry, List<String>> features) {
        return index(Stream.concat(contents.keys(features), items.keys(features)));
    }

    private static NodeIndex index(Stream<String> keys) {
        return NodeIndex.of(keys.distinct().sorted().toList());
    }
}
