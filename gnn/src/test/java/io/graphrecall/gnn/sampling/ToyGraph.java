package io.graphrecall.gnn.sampling;

import static io.graphrecall.schema.NodeLabel.ATTRIBUTE;
import static io.graphrecall.schema.NodeLabel.CATEGORY;
import static io.graphrecall.schema.NodeLabel.CONTENT;
import static io.graphrecall.schema.NodeLabel.ITEM;
import static io.graphrecall.schema.NodeLabel.QUERY;
import static io.graphrecall.schema.NodeLabel.TAG;
import static io.graphrecall.schema.NodeLabel.USER;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.TextColumn;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.tables.TableBuild;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RelationshipType;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A toy graph for training tests: four streets with twelve shops each. The shops are contents; a user visits successive
 * shops of one street in a circle. Some users view an item of the street before, others search for it.
 */
public final class ToyGraph {

    public static final int STREETS = 4;
    public static final int SHOPS = 12;

    private ToyGraph() {}

    public static TrainingData data(int users, long seed) {
        return data(behaviour(users, seed));
    }

    /** Returns the events of a number of users. */
    public static Behaviour behaviour(int users, long seed) {
        Random random = new Random(seed);
        Behaviour.Builder behaviour = new Behaviour.Builder();
        for (int user = 0; user < users; user++) {
            behaviour.user("user%03d".formatted(user));
            int street = random.nextInt(STREETS);
            int first = random.nextInt(SHOPS);
            int at = 0;
            if (user % 3 == 1) {
                behaviour.event(Action.VIEW, street, at++, -1, -1, -1);
            }
            if (user % 3 == 2) {
                behaviour.event(Action.SEARCH, street, at++, -1, -1, -1);
            }
            for (int step = 0; step < 4 + random.nextInt(4); step++) {
                behaviour.event(Action.CLICK, shop(street, first + step), at++, -1, -1, -1);
            }
        }
        return behaviour.build();
    }

    /** Returns the ordinal of a shop. */
    public static int shop(int street, int number) {
        return street * SHOPS + number % SHOPS;
    }

    public static TrainingData data(Behaviour behaviour) {
        return new TrainingData(behaviour, true, tables(behaviour), null, null);
    }

    /** Returns training data of which no content has a feature. */
    public static TrainingData withoutFeatures(Behaviour behaviour) {
        return new TrainingData(behaviour, true, tables(behaviour, graph(behaviour, Map.of())), null, null);
    }

    /** Returns the tables of {@link #graph}. */
    public static GraphTables tables(Behaviour behaviour) {
        return tables(behaviour, graph(behaviour));
    }

    private static GraphTables tables(Behaviour behaviour, HeteroGraph graph) {
        return new TableBuild(TableParameters.DEFAULT, text -> List.of()).compute(graph, 1, Progress.NONE);
    }

    /** Returns the graph; the category and the tag of a shop are its street. */
    public static HeteroGraph graph(Behaviour behaviour) {
        int shops = STREETS * SHOPS;
        return graph(behaviour, Map.of(
                new Hop(CONTENT, RelationshipType.IN_CATEGORY, CATEGORY), streets(shops, SHOPS),
                new Hop(CONTENT, RelationshipType.HAS_TAG, TAG), streets(shops, SHOPS),
                new Hop(ITEM, RelationshipType.HAS_TAG, TAG), streets(STREETS, 1),
                new Hop(QUERY, RelationshipType.HAS_TAG, TAG), streets(STREETS, 1)));
    }

    private static HeteroGraph graph(Behaviour behaviour, Map<Hop, CsrTable> adjacency) {
        int shops = STREETS * SHOPS;
        Map<NodeLabel, NodeIndex> nodes = new HashMap<>();
        nodes.put(CONTENT, index("shop%02d", shops));
        nodes.put(ITEM, index("item%d", STREETS));
        nodes.put(QUERY, index("street%d", STREETS));
        nodes.put(TAG, index("street%d", STREETS));
        nodes.put(ATTRIBUTE, NodeIndex.EMPTY);
        nodes.put(CATEGORY, NodeIndex.of(IntStream.range(0, STREETS)
                .mapToObj(street -> new CategoryPath(CategoryPath.Domain.CONTENT, List.of("street" + street)).key())
                .toList()));
        nodes.put(USER, behaviour.users());
        long[] expires = new long[shops];
        int[] authors = new int[shops];
        Arrays.fill(expires, Long.MAX_VALUE);
        Arrays.fill(authors, -1);
        return new HeteroGraph(
                new HeteroGraph.State(
                        1, "", new DataSet("toy", DataSet.Timestamps.ORDER_ONLY, DataSet.Protocol.LEAVE_ONE_OUT), 100),
                nodes, adjacency,
                new HeteroGraph.ContentFacts(new long[shops], expires, new byte[shops], NodeIndex.EMPTY, authors,
                        TextColumn.empty(shops), new int[shops]),
                new HeteroGraph.Texts(NodeIndex.EMPTY, CsrTable.empty(shops, 0), CsrTable.empty(STREETS, 0)),
                Map.of(), behaviour);
    }

    private static NodeIndex index(String format, int count) {
        return NodeIndex.of(IntStream.range(0, count).mapToObj(format::formatted).toList());
    }

    /** Returns edges from nodes to streets; each run of nodes belongs to the next street. */
    private static CsrTable streets(int nodes, int run) {
        CsrTable.Builder table = CsrTable.builder(STREETS);
        IntStream.range(0, nodes).forEach(node -> table.add(node / run, 1).endRow());
        return table.build();
    }
}
