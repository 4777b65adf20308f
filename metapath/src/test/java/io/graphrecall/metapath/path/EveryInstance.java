package io.graphrecall.metapath.path;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The oracle: goes through every instance of a path of clicks and tags, one node after another. */
final class EveryInstance {

    private final List<Set<Integer>> tags;
    private final List<List<Integer>> clicks;
    private final MetaPathParameters parameters;

    EveryInstance(List<Set<Integer>> tags, List<List<Integer>> clicks, MetaPathParameters parameters) {
        this.tags = tags;
        this.clicks = clicks;
        this.parameters = parameters;
    }

    /** What the path's measure says of every pair of contents. */
    double[][] scores() {
        int contents = tags.size();
        double[][] scores = new double[contents][contents];
        for (int from = 0; from < contents; from++) {
            walk(from, 0, from, 1, scores);
        }
        if (parameters.measure() != Measure.PATHSIM) {
            return scores;
        }
        double[][] similar = new double[contents][contents];
        for (int from = 0; from < contents; from++) {
            for (int to = 0; to < contents; to++) {
                if (scores[from][to] > 0) {
                    similar[from][to] = 2 * scores[from][to] / (scores[from][from] + scores[to][to]);
                }
            }
        }
        return similar;
    }

    private void walk(int from, int place, int node, double weight, double[][] scores) {
        if (place == parameters.path().steps().size()) {
            scores[from][node] += weight;
            return;
        }
        List<Integer> next = joined(place, node).stream().filter(other -> !hub(place + 1, other)).toList();
        for (int other : next) {
            double share = parameters.measure() == Measure.WALK ? weight / next.size() : weight;
            walk(from, place + 1, other, share, scores);
        }
    }

    private boolean hub(int place, int node) {
        if (place == parameters.path().steps().size()) {
            return false;
        }
        MetaPath reversed = parameters.path().reversed();
        int back = reversed.steps().size() - place;
        return Math.max(joined(place, node).size(), joined(reversed, back, node).size()) > parameters.degreeCap();
    }

    private Set<Integer> joined(int step, int node) {
        return joined(parameters.path(), step, node);
    }

    private Set<Integer> joined(MetaPath path, int step, int node) {
        RelationshipType type = path.steps().get(step).types().getFirst();
        NodeLabel label = path.places().get(step).getFirst();
        if (type == RelationshipType.HAS_TAG) {
            return label == NodeLabel.CONTENT ? tags.get(node) : holders(node);
        }
        return label == NodeLabel.USER ? recent(node) : clickers(node);
    }

    private Set<Integer> holders(int tag) {
        Set<Integer> holders = new LinkedHashSet<>();
        Stream.iterate(0, i -> i < tags.size(), i -> i + 1).filter(i -> tags.get(i).contains(tag))
                .forEach(holders::add);
        return holders;
    }

    private Set<Integer> clickers(int content) {
        Map<Integer, Set<Integer>> all = new HashMap<>();
        Stream.iterate(0, i -> i < clicks.size(), i -> i + 1).forEach(user -> all.put(user, recent(user)));
        Set<Integer> clickers = new LinkedHashSet<>();
        all.forEach((user, contents) -> {
            if (contents.contains(content)) {
                clickers.add(user);
            }
        });
        return clickers;
    }

    private Set<Integer> recent(int user) {
        List<Integer> clicked = clicks.get(user);
        return new LinkedHashSet<>(
                clicked.subList(Math.max(0, clicked.size() - parameters.windowCount()), clicked.size()));
    }
}
