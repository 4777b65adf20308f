package io.graphrecall.metapath.path;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.clickthrough.QueryClickThrough;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.Edges;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Graph view for meta-paths: relationship types as edges between the nodes of consecutive positions. Its users are
 * those with behaviour and those who published. Immutable; thread-safe.
 */
public final class PathGraph {

    /**
     * Minimum weight of a pair of query click-through, relative to the largest of its query among contents or among items.
     * Removes stray clicks.
     */
    private static final float MIN_CLICK_THROUGH = 0.1f;

    private final HeteroGraph graph;
    private final QueryClickThrough clickThrough;
    private final NodeIndex users;

    public PathGraph(HeteroGraph graph, QueryClickThrough clickThrough) {
        this.graph = graph;
        this.clickThrough = clickThrough;
        TreeSet<String> keys = new TreeSet<>(graph.behaviour().users().keys());
        keys.addAll(graph.facts().authors().keys());
        users = NodeIndex.of(List.copyOf(keys));
    }

    public NodeIndex nodes(NodeLabel label) {
        return label == NodeLabel.USER ? users : graph.nodes(label);
    }

    /** Number of nodes of a position. The nodes of its labels follow each other. */
    int size(List<NodeLabel> position) {
        return position.stream().mapToInt(label -> nodes(label).size()).sum();
    }

    /** Offset of the nodes of a label within a position. */
    private int offset(List<NodeLabel> position, NodeLabel label) {
        return size(position.subList(0, position.indexOf(label)));
    }

    /** Returns the pairs of nodes that a step connects, each once with weight 1. */
    CsrTable step(MetaPathParameters parameters, int step) {
        MetaPath path = parameters.path();
        MetaPath.Step relationships = path.steps().get(step);
        List<NodeLabel> left = path.positions().get(step);
        List<NodeLabel> right = path.positions().get(step + 1);
        Edges edges = new Edges(relationships.forward());
        List<NodeLabel> sources = relationships.forward() ? left : right;
        List<NodeLabel> targets = relationships.forward() ? right : left;
        Set<RelationshipType> types = EnumSet.copyOf(relationships.types());
        for (NodeLabel from : sources) {
            for (NodeLabel to : targets) {
                edges.offsets(offset(sources, from), offset(targets, to));
                types.stream().filter(type -> type.from().contains(from) && type.to().contains(to))
                        .forEach(type -> add(from, type, to, parameters, edges));
            }
        }
        CsrTable table = edges.table(size(left), size(right));
        return relationships.repeated() ? Edges.closure(table) : table;
    }

    private void add(
            NodeLabel from, RelationshipType type, NodeLabel to, MetaPathParameters parameters, Edges edges) {
        switch (type) {
            case HAS_TAG, HAS_ATTRIBUTE, IN_CATEGORY, MAPS_TO -> edges.add(graph.adjacency(new Hop(from, type, to)));
            case CHILD_OF -> {
                if (from == to) { // tags have no categories as parents, nor the other way round
                    addParents(from, edges);
                }
            }
            case LED_TO -> addClickThrough(to == NodeLabel.ITEM, edges);
            case PUBLISHED -> addAuthors(edges);
            // Loaded only for the requesting user. The service computes this first step at request time.
            case FOLLOWS, BLOCKS -> {}
            default -> addBehaviour(type, parameters, edges);
        }
    }

    private void addParents(NodeLabel label, Edges edges) {
        if (label == NodeLabel.TAG) {
            edges.add(graph.adjacency(new Hop(label, RelationshipType.CHILD_OF, label)));
            return;
        }
        NodeIndex categories = graph.nodes(NodeLabel.CATEGORY);
        for (int category = 0; category < categories.size(); category++) {
            List<CategoryPath> levels = CategoryPath.ofKey(categories.key(category)).levels();
            if (levels.size() > 1) {
                int parent = categories.ordinal(levels.get(levels.size() - 2).key());
                if (parent >= 0) {
                    edges.add(category, parent);
                }
            }
        }
    }

    private void addClickThrough(boolean toItems, Edges edges) {
        float[] largest = new float[graph.nodes(NodeLabel.QUERY).size()];
        int[] pairs = IntStream.range(0, clickThrough.size()).filter(pair -> clickThrough.isItem(pair) == toItems)
                .toArray();
        for (int pair : pairs) {
            int query = clickThrough.query(pair);
            largest[query] = Math.max(largest[query], clickThrough.weight(pair));
        }
        for (int pair : pairs) {
            if (clickThrough.weight(pair) >= MIN_CLICK_THROUGH * largest[clickThrough.query(pair)]) {
                edges.add(clickThrough.query(pair), clickThrough.target(pair));
            }
        }
    }

    private void addAuthors(Edges edges) {
        int[] author = graph.facts().author();
        for (int content = 0; content < author.length; content++) {
            if (author[content] >= 0) {
                edges.add(users.ordinal(graph.facts().authors().key(author[content])), content);
            }
        }
    }

    private void addBehaviour(RelationshipType type, MetaPathParameters parameters, Edges edges) {
        Action action = Arrays.stream(Action.values())
                .filter(candidate -> candidate.relationship().filter(type::equals).isPresent()).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Relationship type " + type + " is not supported in meta-paths"));
        Behaviour behaviour = graph.behaviour();
        boolean realTimes = graph.state().dataSet().timestamps() == DataSet.Timestamps.REAL;
        long since = realTimes ? graph.state().asOf() - parameters.window().toMillis() : Long.MIN_VALUE;
        for (int user = 0; user < behaviour.users().size(); user++) {
            int ordinal = users.ordinal(behaviour.users().key(user));
            long from = realTimes ? behaviour.start(user) : (long) behaviour.end(user) - parameters.windowCount();
            int first = (int) Math.max(behaviour.start(user), from);
            for (int event = first; event < behaviour.end(user); event++) {
                if (behaviour.action(event) == action && behaviour.at(event) >= since) {
                    edges.add(ordinal, behaviour.target(event));
                }
            }
        }
    }
}
