package io.graphrecall.metapath.extract;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.KeyNumbering;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the recommendation graph from Neo4j into memory. Thread-safe. */
public final class GraphExtraction {

    private static final CypherStatement STATE = CypherStatement.of("extract/state");
    private static final CypherStatement CONTENTS = CypherStatement.of("extract/contents");
    private static final CypherStatement ITEMS = CypherStatement.of("extract/items");
    private static final CypherStatement QUERIES = CypherStatement.of("extract/queries");
    private static final CypherStatement TAGS = CypherStatement.of("extract/tags");
    private static final CypherStatement CATEGORIES = CypherStatement.of("extract/categories");
    private static final CypherStatement BEHAVIOUR = CypherStatement.of("extract/behaviour");
    private static final CypherStatement IMPRESSIONS = CypherStatement.of("extract/impressions");

    private final GraphClient graph;
    private final Segmenter segmenter;

    /** @param segmenter splits titles and descriptions into terms */
    public GraphExtraction(GraphClient graph, Segmenter segmenter) {
        this.graph = graph;
        this.segmenter = segmenter;
    }

    /**
     * Reads the graph.
     *
     * @param asOf time of the newest behaviour to read. If null, all behaviour is read, and the graph's time is that of
     *             the newest event
     */
    public HeteroGraph read(@Nullable Instant asOf, Progress progress) {
        progress.begin("Reading the graph (rows)", -1);
        State state = graph.read(STATE, Map.of(), State::of).getFirst();
        Vocabularies vocabularies = new Vocabularies(segmenter);
        ContentRows contents = new ContentRows(new EntryRows(vocabularies, segmenter));
        EntryRows items = new EntryRows(vocabularies, segmenter);
        KeyNumbering queries = new KeyNumbering();
        RawTable queryTags = new RawTable(vocabularies.tags());
        Taxonomy taxonomy = new Taxonomy(vocabularies);
        stream(TAGS, Map.of(), taxonomy::addTag, progress);
        stream(CATEGORIES, Map.of(), taxonomy::addCategory, progress);
        stream(CONTENTS, Map.of(), contents::add, progress);
        stream(ITEMS, Map.of(), items::add, progress);
        stream(QUERIES, Map.of(), row -> {
            queries.intern(row.string("key"));
            EntryRows.addTags(row, queryTags);
        }, progress);

        CsrAssembly assembly = new CsrAssembly(vocabularies, contents.entries(), items, queries);
        Map<NodeLabel, NodeIndex> nodes = assembly.nodes();
        Behaviour behaviour = behaviour(nodes, asOf, progress);
        int[] impressions = impressions(nodes, asOf, progress);
        nodes.put(NodeLabel.USER, behaviour.users());
        long now = asOf != null ? asOf.toEpochMilli() : behaviour.size() > 0 ? behaviour.latestTime() : 0;
        progress.end(summary(nodes, behaviour));
        return new HeteroGraph(new HeteroGraph.State(state.seq(), state.graphId(), state.dataSet(), now), nodes,
                assembly.adjacency(queryTags, taxonomy),
                contents.facts(assembly.keys(NodeLabel.CONTENT), impressions), assembly.texts(), taxonomy.synonyms(),
                behaviour);
    }

    private Behaviour behaviour(Map<NodeLabel, NodeIndex> nodes, @Nullable Instant asOf, Progress progress) {
        NodeIndex queries = nodes.getOrDefault(NodeLabel.QUERY, NodeIndex.EMPTY);
        BehaviourRows rows = new BehaviourRows(nodes, queries);
        stream(BEHAVIOUR, Map.of("as_of", latest(asOf)), rows::add, progress);
        return rows.build();
    }

    private int[] impressions(Map<NodeLabel, NodeIndex> nodes, @Nullable Instant asOf, Progress progress) {
        NodeIndex contents = nodes.getOrDefault(NodeLabel.CONTENT, NodeIndex.EMPTY);
        int[] impressions = new int[contents.size()];
        stream(IMPRESSIONS, Map.of("as_of", latest(asOf)), row -> {
            int content = contents.ordinal(row.string("key"));
            if (content >= 0) {
                impressions[content] = (int) row.integer("users");
            }
        }, progress);
        return impressions;
    }

    private static long latest(@Nullable Instant asOf) {
        return asOf == null ? Long.MAX_VALUE : asOf.toEpochMilli();
    }

    private void stream(
            CypherStatement statement, Map<String, ?> parameters, Consumer<GraphRow> sink, Progress progress) {
        graph.stream(statement, parameters, row -> {
            sink.accept(row);
            progress.advance(1);
        });
    }

    private static String summary(Map<NodeLabel, NodeIndex> nodes, Behaviour behaviour) {
        return String.join(", ",
                Counts.of(nodes.getOrDefault(NodeLabel.CONTENT, NodeIndex.EMPTY).size(), "content"),
                Counts.of(nodes.getOrDefault(NodeLabel.ITEM, NodeIndex.EMPTY).size(), "item"),
                Counts.of(nodes.getOrDefault(NodeLabel.QUERY, NodeIndex.EMPTY).size(), "query"),
                Counts.of(behaviour.users().size(), "user"), Counts.of(behaviour.size(), "event"));
    }

    private record State(long seq, String graphId, DataSet dataSet) {

        static State of(GraphRow row) {
            String name = row.stringOrNull("name");
            if (name == null) {
                return new State(row.integer("seq"), row.string("graph_id"), DataSet.UNNAMED);
            }
            return new State(row.integer("seq"), row.string("graph_id"),
                    DataSet.ofStored(name, row.string("timestamps"), row.string("protocol")));
        }
    }
}
