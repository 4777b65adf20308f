package io.graphrecall.service.channel.metapath;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.path.DenseSum;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.metapath.path.PathSteps;
import io.graphrecall.metapath.path.PathTable;
import io.graphrecall.metapath.path.PathWalk;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.service.overlay.LiveContent;
import io.graphrecall.service.overlay.LiveOverlay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

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
    /** Pool; it holds as many as were ever in use at the same time. */
    private final ConcurrentLinkedQueue<PathWalk> free = new ConcurrentLinkedQueue<>();

    ServingPath(PathTable table, LiveEdges edges) {
        this.table = table;
        this.edges = edges;
        steps = table.steps().tables().size();
        randomWalk = table.parameters().measure() == Measure.WALK;
        selfCounts = table.steps().selfCounts();
    }

    /** A node after the first step from the user, with its weight. */
    public record Start(NodeLabel label, String key, float weight) {}

    /** A node of a path instance. */
    public record Node(NodeLabel label, String key) {}

    public MetaPathParameters parameters() {
        return table.parameters();
    }

    /** Row per content of the generation: its neighbours by the measure, the highest first. */
    CsrTable neighbours() {
        return table.neighbours();
    }

    /** Returns the contents that a walk from the user reaches, in no particular order. */
    SparseVector fromUser(Collection<Start> starts, LiveOverlay overlay) {
        PathWalk walk = take();
        start(starts, overlay, walk);
        return reached(walk, overlay, 0);
    }

    /**
     * Returns the path instance between two contents with the highest weight, node by node.
     *
     * @return empty if there is none
     */
    public List<Node> strongest(int from, int to, LiveOverlay overlay) {
        PathWalk walk = take();
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
        PathWalk walk = take();
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
            for (int candidate : edges.neighbours(live, position, position)) {
                float weight = walk.vector(position).get(candidate);
                node = weight > (node < 0 ? 0 : walk.vector(position).get(node)) ? candidate : node;
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
        PathWalk walk = take();
        step(content, 0, 1, walk);
        return reached(walk, overlay, selfCount(content));
    }

    /** Returns the contents of the generation that a walk from a new content reaches, in no particular order. */
    public SparseVector generationContentsFrom(LiveContent content) {
        PathWalk walk = take();
        step(content, 0, 1, walk);
        Scores scores = generationScores(walk, selfCount(content), 0);
        giveBack(walk);
        return scores.vector();
    }

    /** Returns the new contents that a walk from a content of the generation reaches. */
    SparseVector newContentsFrom(int content, LiveOverlay overlay) {
        if (overlay.newContents().isEmpty() || !parameters().path().isDescriptive(steps - 1)) {
            return SparseVector.EMPTY;
        }
        PathWalk walk = take();
        walk.vector(0).add(content, 1);
        walk.propagate(0, steps - 1);
        Scores scores = new Scores(overlay.newContents().size());
        addNewContents(walk, overlay, selfCounts.length == 0 ? 0 : selfCounts[content], scores);
        giveBack(walk);
        return scores.vector();
    }

    /** Completes a walk that has weights at position 1, and gives it back. */
    private SparseVector reached(PathWalk walk, LiveOverlay overlay, float selfCount) {
        Scores scores = generationScores(walk, selfCount, overlay.newContents().size());
        addNewContents(walk, overlay, selfCount, scores);
        giveBack(walk);
        return scores.vector();
    }

    /** Completes a walk that has weights at position 1. Returns scores with room for further ones. */
    private Scores generationScores(PathWalk walk, float selfCount, int room) {
        DenseSum end = walk.propagate(1, steps);
        Scores scores = new Scores(end.rows() + room);
        for (int i = 0; i < end.rows(); i++) {
            int content = end.row(i);
            float sum = end.get(content);
            scores.add(content,
                    selfCounts.length == 0 ? sum : PathSteps.pathSim(sum, selfCount, selfCounts[content]));
        }
        return scores;
    }

    /** Adds the new contents, from the weights at the position before the last. */
    private void addNewContents(PathWalk walk, LiveOverlay overlay, float selfCount, Scores scores) {
        if (!parameters().path().isDescriptive(steps - 1)) {
            return;
        }
        CsrTable lastStep = table.steps().tables().get(steps - 1);
        DenseSum weights = walk.vector(steps - 1);
        for (LiveContent content : overlay.newContents()) {
            float sum = 0;
            for (int node : edges.neighbours(content, steps - 1, steps - 1)) {
                int degree = lastStep.end(node) - lastStep.start(node);
                // A node without edges is a hub that the build removed.
                if (degree > 0) {
                    sum += weights.get(node) / (randomWalk ? degree + 1 : 1);
                }
            }
            scores.add(content.ordinal(), selfCounts.length == 0 || sum == 0
                    ? sum
                    : PathSteps.pathSim(sum, selfCount, selfCount(content)));
        }
    }

    /** Moves the weight of a new content from a position to the next one. */
    private void step(LiveContent content, int position, float weight, PathWalk walk) {
        int[] nodes = edges.neighbours(content, position, position + 1);
        for (int node : nodes) {
            walk.vector(position + 1).add(node, randomWalk ? weight / nodes.length : weight);
        }
    }

    /** Returns the number of path instances from a new content to itself; 0 unless the measure is PathSim. */
    private float selfCount(LiveContent content) {
        if (selfCounts.length == 0) {
            return 0;
        }
        PathWalk walk = take();
        step(content, 0, 1, walk);
        float count = (float) walk.propagate(1, steps / 2).sumOfSquares();
        giveBack(walk);
        return count;
    }

    private PathWalk take() {
        PathWalk walk = free.poll();
        return walk == null ? new PathWalk(table.steps().tables()) : walk;
    }

    private void giveBack(PathWalk walk) {
        walk.clear();
        free.add(walk);
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
