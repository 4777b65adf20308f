package io.graphrecall.service.snapshot;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.path.DenseSum;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.metapath.path.PathSteps;
import io.graphrecall.metapath.path.PathTable;
import io.graphrecall.metapath.path.PathWalk;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.schema.NodeLabel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One meta-path made ready to serve: looked up for contents of the generation, walked for users and for contents that are
 * newer than it. Thread-safe.
 */
public final class ServingPath {

    private final PathTable table;
    private final LivePlaces places;
    private final int steps;
    private final boolean chances;
    private final float[] selfCounts;
    /** To be walked again; as many as were ever walked at one time. */
    private final ConcurrentLinkedQueue<PathWalk> free = new ConcurrentLinkedQueue<>();

    ServingPath(PathTable table, LivePlaces places) {
        this.table = table;
        this.places = places;
        steps = table.steps().tables().size();
        chances = table.parameters().measure() == Measure.WALK;
        selfCounts = table.steps().selfCounts();
    }

    /** A node that the user's own step led to, with how much it counts. */
    public record Start(NodeLabel label, String key, float weight) {}

    /** A node of an instance of the path. */
    public record Node(NodeLabel label, String key) {}

    public MetaPathParameters parameters() {
        return table.parameters();
    }

    /** Of a path among contents: content to the contents most joined to it, the most first. */
    public CsrTable neighbours() {
        return table.neighbours();
    }

    /** The contents that the path leads to from where its first step took the user, in no particular order. */
    public SparseVector fromUser(Collection<Start> starts, LiveOverlay overlay) {
        PathWalk walk = take();
        leaveUser(starts, overlay, walk);
        return found(walk, overlay, 0);
    }

    /**
     * The instance from a content to another that counts most, place by place.
     *
     * @return empty where there is none
     */
    public List<Node> strongest(int from, int to, LiveOverlay overlay) {
        PathWalk walk = take();
        LiveContent newer = from < walk.vector(0).size() ? null : overlay.find(from);
        if (newer == null) {
            walk.vector(0).add(from, 1);
            walk.propagate(0, 1);
        } else {
            leave(newer, 0, 1, walk);
        }
        List<Node> nodes = traced(walk, newer == null ? 0 : 1, to, overlay);
        if (newer != null && !nodes.isEmpty()) {
            nodes.addFirst(new Node(NodeLabel.CONTENT, newer.id()));
        }
        giveBack(walk);
        return nodes;
    }

    /**
     * The instance from the user to a content that counts most, from the place that the first step led to.
     *
     * @return empty where there is none
     */
    public List<Node> strongest(Collection<Start> starts, int to, LiveOverlay overlay) {
        PathWalk walk = take();
        leaveUser(starts, overlay, walk);
        List<Node> nodes = traced(walk, 1, to, overlay);
        giveBack(walk);
        return nodes;
    }

    /** Carries a walk that has left its first place on, and traces it back from a content to a place. */
    private List<Node> traced(PathWalk walk, int first, int to, LiveOverlay overlay) {
        walk.propagate(1, steps);
        List<Node> nodes = new ArrayList<>();
        int node = to;
        int place = steps;
        LiveContent newer = to < walk.vector(steps).size() ? null : overlay.find(to);
        if (newer != null) {
            nodes.add(new Node(NodeLabel.CONTENT, newer.id()));
            node = -1;
            place--;
            for (int candidate : places.joined(newer, place, place)) {
                float sum = walk.vector(place).get(candidate);
                node = sum > (node < 0 ? 0 : walk.vector(place).get(node)) ? candidate : node;
            }
        } else if (walk.vector(steps).get(to) == 0) {
            node = -1;
        }
        while (node >= 0 && place > first) {
            nodes.addFirst(places.node(place, node));
            place--;
            node = walk.strongestSource(place, node);
        }
        if (node < 0) {
            return new ArrayList<>();
        }
        nodes.addFirst(places.node(place, node));
        return nodes;
    }

    private void leaveUser(Collection<Start> starts, LiveOverlay overlay, PathWalk walk) {
        double total = chances ? starts.stream().mapToDouble(Start::weight).sum() : 1;
        for (Start start : starts) {
            float weight = (float) (start.weight() / total);
            int node = places.ordinal(1, start.label(), start.key());
            LiveContent newer = start.label() == NodeLabel.CONTENT ? overlay.find(start.key()) : null;
            if (node >= 0) {
                walk.vector(1).add(node, weight);
            } else if (newer != null && steps > 1) {
                leave(newer, 1, weight, walk);
            }
        }
    }

    /** The contents that the path leads to from one that is newer than the generation, in no particular order. */
    public SparseVector fromNewer(LiveContent content, LiveOverlay overlay) {
        PathWalk walk = take();
        leave(content, 0, 1, walk);
        return found(walk, overlay, self(content));
    }

    /** The contents of the generation that the path leads to from one that is newer, in no particular order. */
    SparseVector toKnown(LiveContent content) {
        PathWalk walk = take();
        leave(content, 0, 1, walk);
        Found found = known(walk, self(content), 0);
        giveBack(walk);
        return found.vector();
    }

    /** The contents newer than the generation that the path leads to from one of the generation. */
    public SparseVector newerFrom(int content, LiveOverlay overlay) {
        if (overlay.newContents() == 0 || !parameters().path().isDescriptive(steps - 1)) {
            return SparseVector.EMPTY;
        }
        PathWalk walk = take();
        walk.vector(0).add(content, 1);
        walk.propagate(0, steps - 1);
        Found found = new Found(overlay.newContents());
        addNewer(walk, overlay, selfCounts.length == 0 ? 0 : selfCounts[content], found);
        giveBack(walk);
        return found.vector();
    }

    /** Carries a walk that has left its first place to its end, and gives it back. */
    private SparseVector found(PathWalk walk, LiveOverlay overlay, float self) {
        Found found = known(walk, self, overlay.newContents());
        addNewer(walk, overlay, self, found);
        giveBack(walk);
        return found.vector();
    }

    /** Carries a walk that has left its first place to its end: the contents of the generation. */
    private Found known(PathWalk walk, float self, int room) {
        DenseSum end = walk.propagate(1, steps);
        Found found = new Found(end.rows() + room);
        for (int i = 0; i < end.rows(); i++) {
            int content = end.row(i);
            float sum = end.get(content);
            found.add(content, selfCounts.length == 0 ? sum : PathSteps.pathSim(sum, self, selfCounts[content]));
        }
        return found;
    }

    /** Adds the contents newer than the generation, by what is at the place before the last. */
    private void addNewer(PathWalk walk, LiveOverlay overlay, float self, Found found) {
        if (!parameters().path().isDescriptive(steps - 1)) {
            return;
        }
        CsrTable last = table.steps().tables().get(steps - 1);
        DenseSum before = walk.vector(steps - 1);
        for (LiveContent content : overlay.newer()) {
            float sum = 0;
            for (int node : places.joined(content, steps - 1, steps - 1)) {
                int others = last.end(node) - last.start(node);
                // Without others the node is a hub, and not walked through.
                if (others > 0) {
                    sum += before.get(node) / (chances ? others + 1 : 1);
                }
            }
            found.add(content.content(), selfCounts.length == 0 || sum == 0
                    ? sum
                    : PathSteps.pathSim(sum, self, self(content)));
        }
    }

    /** Takes a content newer than the generation from a place to the next. */
    private void leave(LiveContent content, int place, float weight, PathWalk walk) {
        int[] nodes = places.joined(content, place, place + 1);
        for (int node : nodes) {
            walk.vector(place + 1).add(node, chances ? weight / nodes.length : weight);
        }
    }

    /** For PathSim: how many instances lead from a content newer than the generation to itself. */
    private float self(LiveContent content) {
        if (selfCounts.length == 0) {
            return 0;
        }
        PathWalk walk = take();
        leave(content, 0, 1, walk);
        float squares = (float) walk.propagate(1, steps / 2).sumOfSquares();
        giveBack(walk);
        return squares;
    }

    private PathWalk take() {
        PathWalk walk = free.poll();
        return walk == null ? new PathWalk(table.steps().tables()) : walk;
    }

    private void giveBack(PathWalk walk) {
        walk.clear();
        free.add(walk);
    }

    /** Contents with positive scores, as they are found. */
    private static final class Found {

        private final int[] contents;
        private final float[] scores;
        private int size;

        Found(int most) {
            contents = new int[most];
            scores = new float[most];
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
