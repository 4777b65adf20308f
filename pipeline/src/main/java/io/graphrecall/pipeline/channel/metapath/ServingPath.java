package io.graphrecall.pipeline.channel.metapath;

import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.path.DenseSum;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.metapath.path.PathSteps;
import io.graphrecall.metapath.path.PathTable;
import io.graphrecall.metapath.path.PathWalk;
import io.graphrecall.metapath.sparse.ReusePool;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.overlay.LiveOverlay;
import io.graphrecall.pipeline.overlay.LivePostings;
import io.graphrecall.schema.NodeLabel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/**
 * One meta-path of a generation: a neighbour table for its contents, and walks from users and from new contents. A walk
 * has a weight for each node at each position of the path. Thread-safe.
 */
public final class ServingPath {

    private final PathTable table;
    private final LiveEdges edges;
    private final int steps;
    /** True if weights are probabilities of a random walk. */
    private final boolean randomWalk;
    /** For PathSim, else empty. */
    private final float[] selfCounts;
    private final ReusePool<PathWalk> free;

    ServingPath(PathTable table, LiveEdges edges) {
        this.table = table;
        this.edges = edges;
        steps = table.steps().tables().size();
        randomWalk = table.parameters().measure() == Measure.WALK;
        selfCounts = table.steps().selfCounts();
        free = new ReusePool<>(() -> new PathWalk(table.steps().tables()));
    }

    /** A node after the first step from the user, with its weight. */
    public record Start(NodeLabel label, String key, float weight) {}

    /** A node of a path instance. */
    public record Node(NodeLabel label, String key) {}

    public MetaPathParameters parameters() {
        return table.parameters();
    }

    /** Row per content of the generation: its neighbours by the measure, the highest first. */
    SparseTable neighbours() {
        return table.neighbours();
    }

    /** Returns the contents that a walk from the user reaches, in no particular order. */
    SparseVector fromUser(Collection<Start> starts, LiveOverlay overlay) {
        PathWalk walk = free.take();
        start(starts, overlay, walk);
        return reached(walk, overlay, 0, -1);
    }

    /**
     * Returns the path instance between two contents with the highest weight, node by node.
     *
     * @return empty if there is none
     */
    public List<Node> strongest(int from, int to, LiveOverlay overlay) {
        PathWalk walk = free.take();
        LiveContent live = from < walk.vector(0).size() ? null : overlay.find(from);
        if (live == null) {
            walk.vector(0).add(from, 1);
            walk.propagate(0, 1);
        } else {
            step(live, 0, 1, walk);
        }
        List<Node> nodes = traced(walk, live == null ? 0 : 1, to, overlay);
        if (live != null && !nodes.isEmpty()) {
            nodes.addFirst(new Node(NodeLabel.CONTENT, live.id()));
        }
        giveBack(walk);
        return nodes;
    }

    /**
     * Returns the path instance between the user and a content with the highest weight, without the user.
     *
     * @return empty if there is none
     */
    public List<Node> strongest(Collection<Start> starts, int to, LiveOverlay overlay) {
        PathWalk walk = free.take();
        start(starts, overlay, walk);
        List<Node> nodes = traced(walk, 1, to, overlay);
        giveBack(walk);
        return nodes;
    }

    /** Completes a walk that has weights at position 1, and traces it back from a content to a first position. */
    private List<Node> traced(PathWalk walk, int first, int to, LiveOverlay overlay) {
        walk.propagate(1, steps);
        List<Node> nodes = new ArrayList<>();
        int node = to;
        int position = steps;
        LiveContent live = to < walk.vector(steps).size() ? null : overlay.find(to);
        if (live != null) {
            nodes.add(new Node(NodeLabel.CONTENT, live.id()));
            node = -1;
            position--;
            float largest = 0;
            for (int candidate : lastNodes(live)) {
                float weight = walk.vector(position).get(candidate) * lastWeight(candidate);
                if (weight > largest) {
                    largest = weight;
                    node = candidate;
                }
            }
        } else if (walk.vector(steps).get(to) == 0) {
            node = -1;
        }
        while (node >= 0 && position > first) {
            nodes.addFirst(edges.node(position, node));
            position--;
            node = walk.strongestSource(position, node);
        }
        if (node < 0) {
            return new ArrayList<>();
        }
        nodes.addFirst(edges.node(position, node));
        return nodes;
    }

    private void start(Collection<Start> starts, LiveOverlay overlay, PathWalk walk) {
        double total = randomWalk ? starts.stream().mapToDouble(Start::weight).sum() : 1;
        for (Start start : starts) {
            float weight = (float) (start.weight() / total);
            int node = edges.ordinal(1, start.label(), start.key());
            LiveContent live = start.label() == NodeLabel.CONTENT ? overlay.find(start.key()) : null;
            if (node >= 0) {
                walk.vector(1).add(node, weight);
            } else if (live != null && steps > 1) {
                step(live, 1, weight, walk);
            }
        }
    }

    /** Returns the contents that a walk from a new content reaches, in no particular order. */
    SparseVector fromNewContent(LiveContent content, LiveOverlay overlay) {
        PathWalk walk = free.take();
        step(content, 0, 1, walk);
        return reached(walk, overlay, selfCount(content), content.ordinal());
    }

    /** Returns the contents of the generation that a walk from a new content reaches, in no particular order. */
    public SparseVector generationContentsFrom(LiveContent content) {
        PathWalk walk = free.take();
        step(content, 0, 1, walk);
        walk.propagate(1, steps);
        Scores scores = generationScores(walk, selfCount(content), 0);
        giveBack(walk);
        return scores.vector();
    }

    /**
     * New contents by the nodes from which the last step reaches them. The place of a content is its ordinal without the
     * contents of the generation.
     *
     * @param size       number of places
     * @param byNode     places and weights of the last step, by node of the position before
     * @param selfCounts by place, for PathSim, else empty
     */
    record NewContents(int size, LivePostings byNode, float[] selfCounts) {

        private static final NewContents NONE = new NewContents(0, LivePostings.EMPTY, new float[0]);
    }

    /**
     * Indexes the new contents of an overlay; empty if the last step leads to contents with behaviour only.
     *
     * @param before  the version before
     * @param changed contents that changed since, by ordinal; those of the generation keep its rows
     */
    NewContents index(LiveOverlay before, SortedMap<Integer, LiveContent> changed) {
        if (!parameters().path().isDescriptive(steps - 1)) {
            return NewContents.NONE;
        }
        NewContents known = newContents(before);
        int first = firstNew();
        SortedMap<Integer, LiveContent> changedNew = changed.tailMap(first);
        int size = changedNew.isEmpty() ? known.size : Math.max(known.size, changedNew.lastKey() - first + 1);
        LivePostings.Builder byNode = known.byNode.change();
        float[] counts = Arrays.copyOf(known.selfCounts, selfCounts.length == 0 ? 0 : size);
        changedNew.forEach((ordinal, content) -> {
            int place = ordinal - first;
            LiveContent earlier = before.find(content.id());
            if (earlier != null) {
                for (int node : lastNodes(earlier)) {
                    byNode.remove(node, place);
                }
            }
            for (int node : lastNodes(content)) {
                float weight = lastWeight(node);
                if (weight > 0) {
                    byNode.add(node, place, weight);
                }
            }
            if (counts.length > 0) {
                counts[place] = selfCount(content);
            }
        });
        return new NewContents(size, byNode.build(), counts);
    }

    /** Returns the ordinal of the first new content. */
    private int firstNew() {
        return table.steps().tables().get(steps - 1).columns();
    }

    /** Returns the weight of the last step from a node to a new content; 0 from a hub that the build removed. */
    private float lastWeight(int node) {
        SparseTable lastStep = table.steps().tables().get(steps - 1);
        int degree = lastStep.end(node) - lastStep.start(node);
        return isHub(node) ? 0 : randomWalk ? 1f / (degree + 1) : 1;
    }

    /** Returns true if the build removed the edges of a node before the last step. */
    private boolean isHub(int node) {
        return Arrays.binarySearch(table.steps().hubs(), node) >= 0;
    }

    /** Returns the nodes from which the last step reaches a new content. */
    private int[] lastNodes(LiveContent content) {
        return edges.neighbours(content, steps - 1, steps - 1);
    }

    private NewContents newContents(LiveOverlay overlay) {
        ServingPaths.Index index = overlay.index(ServingPaths.Index.class);
        return index == null ? NewContents.NONE : index.byPath().getOrDefault(this, NewContents.NONE);
    }

    /** Returns the new contents that a walk from a content of the generation reaches. */
    SparseVector newContentsFrom(int content, LiveOverlay overlay) {
        NewContents live = newContents(overlay);
        if (live.size == 0) {
            return SparseVector.EMPTY;
        }
        PathWalk walk = free.take();
        walk.vector(0).add(content, 1);
        walk.propagate(0, steps - 1);
        SparseSum reached = reachedPlaces(walk.vector(steps - 1), live);
        Scores scores = new Scores(reached.size());
        addNewContents(reached, live, selfCounts.length == 0 ? 0 : selfCounts[content], -1, scores);
        giveBack(walk);
        return scores.vector();
    }

    /**
     * Completes a walk that has weights at position 1, and gives it back.
     *
     * @param start the new content where the walk starts, which is not among the results; -1 for none
     */
    private SparseVector reached(PathWalk walk, LiveOverlay overlay, float selfCount, int start) {
        walk.propagate(1, steps);
        NewContents live = newContents(overlay);
        SparseSum reached = reachedPlaces(walk.vector(steps - 1), live);
        Scores scores = generationScores(walk, selfCount, reached.size());
        addNewContents(reached, live, selfCount, start, scores);
        giveBack(walk);
        return scores.vector();
    }

    /** Returns the scores of a completed walk, with room for further ones. */
    private Scores generationScores(PathWalk walk, float selfCount, int room) {
        DenseSum end = walk.vector(steps);
        Scores scores = new Scores(end.rows() + room);
        for (int i = 0; i < end.rows(); i++) {
            int content = end.row(i);
            float sum = end.get(content);
            scores.add(content,
                    selfCounts.length == 0 ? sum : PathSteps.pathSim(sum, selfCount, selfCounts[content]));
        }
        return scores;
    }

    private void addNewContents(SparseSum reached, NewContents live, float selfCount, int start, Scores scores) {
        for (int i = 0; i < reached.size(); i++) {
            int place = reached.ordinal(i);
            float sum = reached.sum(i);
            int content = firstNew() + place;
            if (content != start) {
                scores.add(content, selfCounts.length == 0
                        ? sum
                        : PathSteps.pathSim(sum, selfCount, live.selfCounts()[place]));
            }
        }
    }

    /** Returns the sums of the weights of new contents that the last step reaches, by their places. */
    private static SparseSum reachedPlaces(DenseSum nodes, NewContents live) {
        SparseSum sums = new SparseSum();
        for (int i = 0; live.size > 0 && i < nodes.rows(); i++) {
            int node = nodes.row(i);
            float weight = nodes.get(node);
            LivePostings.Row row = weight == 0 ? null : live.byNode().row(node);
            if (row != null) {
                sums.add(row.contents(), row.weights(), 0, row.contents().length, weight);
            }
        }
        return sums;
    }

    /** Moves the weight of a new content from a position to the next one. */
    private void step(LiveContent content, int position, float weight, PathWalk walk) {
        int[] nodes = edges.neighbours(content, position, position + 1);
        if (position + 2 == steps) { // a node without edges can lead to new contents
            nodes = Arrays.stream(nodes).filter(node -> !isHub(node)).toArray();
        } else if (position + 1 < steps) { // a node without edges leads nowhere
            SparseTable next = table.steps().tables().get(position + 1);
            nodes = Arrays.stream(nodes).filter(node -> next.end(node) > next.start(node)).toArray();
        }
        for (int node : nodes) {
            walk.vector(position + 1).add(node, randomWalk ? weight / nodes.length : weight);
        }
    }

    /** Returns the number of path instances from a new content to itself; 0 unless the measure is PathSim. */
    private float selfCount(LiveContent content) {
        if (selfCounts.length == 0) {
            return 0;
        }
        PathWalk walk = free.take();
        step(content, 0, 1, walk);
        float count = (float) walk.propagate(1, steps / 2).sumOfSquares();
        giveBack(walk);
        return count;
    }

    private void giveBack(PathWalk walk) {
        walk.clear();
        free.giveBack(walk);
    }

    /** Positive scores by content. */
    private static final class Scores {

        private final int[] contents;
        private final float[] scores;
        private int size;

        Scores(int capacity) {
            contents = new int[capacity];
            scores = new float[capacity];
        }

        void add(int content, float score) {
            if (score > 0) {
                contents[size] = content;
                scores[size++] = score;
            }
        }

        SparseVector vector() {
            return new SparseVector(Arrays.copyOf(contents, size), Arrays.copyOf(scores, size));
        }
    }
}
