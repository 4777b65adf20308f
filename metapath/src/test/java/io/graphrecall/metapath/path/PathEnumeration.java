package io.graphrecall.metapath.path;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Test oracle: enumerates every instance of a meta-path over clicks and tags. */
final class PathEnumeration {

    private final List<Set<Integer>> tags;
    private final List<List<Integer>> clicks;
    private final MetaPathParameters parameters;

    PathEnumeration(List<Set<Integer>> tags, List<List<Integer>> clicks, MetaPathParameters parameters) {
        this.tags = tags;
        this.clicks = clicks;
        this.parameters = parameters;
    }

    /** Returns the measure of every pair of contents. */
    double[][] scores() {
        int contents = tags.size();
        double[][] scores = new double[contents][contents];
        for (int from = 0; from < contents; from++) {
            walk(from, 0, from, 1, scores);
        }
        if (parameters.measure() != Measure.PATHSIM) {
            return scores;
        }
        double[][] pathSims = new double[contents][contents];
        for (int from = 0; from < contents; from++) {
            for (int to = 0; to < contents; to++) {
                if (scores[from][to] > 0) {
                    pathSims[from][to] = 2 * scores[from][to] / (scores[from][from] + scores[to][to]);
                }
            }
        }
        return pathSims;
    }

    private void walk(int from, int position, int node, double weight, double[][] scores) {
        if (position == parameters.path().steps().size()) {
            scores[from][node] += weight;
            return;
        }
        List<Integer> next = connected(position, node).stream().filter(other -> !isHub(position + 1, other)).toList();
        for (int other : next) {
            double share = parameters.measure() == Measure.WALK ? weight / next.size() : weight;
            walk(from, position + 1, other, share, scores);
        }
    }

    private boolean isHub(int position, int node) {
        if (position == parameters.path().steps().size()) {
            return false;
        }
        MetaPath reversed = parameters.path().reversed();
        int back = reversed.steps().size() - position;
        return Math.max(connected(position, node).size(), connected(reversed, back, node).size()) > parameters
                .degreeCap();
    }

    private Set<Integer> connected(int step, int node) {
        return connected(parameters.path(), step, node);
    }

    private Set<Integer> connected(MetaPath path, int step, int node) {
        RelationshipType type = path.steps().get(step).types().getFirst();
        NodeLabel label = path.positions().get(step).getFirst();
        if (type == RelationshipType.HAS_TAG) {
            return label == NodeLabel.CONTENT ? tags.get(node) : contentsWithTag(node);
        }
        return label == NodeLabel.USER ? recentClicks(node) : clickers(node);
    }

    private Set<Integer> contentsWithTag(int tag) {
        Set<Integer> contents = new LinkedHashSet<>();
        Stream.iterate(0, i -> i < tags.size(), i -> i + 1).filter(i -> tags.get(i).contains(tag))
                .forEach(contents::add);
        return contents;
    }

    private Set<Integer> clickers(int content) {
        Map<Integer, Set<Integer>> all = new HashMap<>();
        Stream.iterate(0, i -> i < clicks.size(), i -> i + 1).forEach(user -> all.put(user, recentClicks(user)));
        Set<Integer> clickers = new LinkedHashSet<>();
        all.forEach((user, contents) -> {
            if (contents.contains(content)) {
                clickers.add(user);
            }
        });
        return clickers;
    }

    private Set<Integer> recentClicks(int user) {
        List<Integer> clicked = clicks.get(user);
        return new LinkedHashSet<>(
                clicked.subList(Math.max(0, clicked.size() - parameters.windowCount()), clicked.size()));
    }
}
