package io.graphrecall.offline;

import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.schema.NodeLabel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A graph without the latest new content of some users. A generation that is built from it can be measured by what these
 * users engaged with next, which it does not know.
 *
 * @param known   the graph without the withheld events: of each of these users those from the target on, and earlier ones on
 *                the same content or of the same request
 * @param targets one for each of these users
 */
public record WithheldTargets(HeteroGraph known, List<Target> targets) {

    /** Contents that a user must know, with the target. */
    private static final int MIN_CONTENTS = 3;
    /** One in so many users who have a target: the others train the models. */
    private static final int SHARE = 4;
    /** More targets would hardly change what they measure. */
    private static final int MAX_TARGETS = 2000;
    /** Fewer targets measure nothing. */
    private static final int MIN_TARGETS = 50;

    /**
     * A content that a user engaged with.
     *
     * @param user    ordinal of the user in the behaviour of the graph
     * @param content id of the content
     * @param at      time of the engagement, epoch milliseconds
     */
    public record Target(int user, String content, long at) {}

    public WithheldTargets {
        targets = List.copyOf(targets);
    }

    /** Withholds nothing. */
    static WithheldTargets none(HeteroGraph graph) {
        return new WithheldTargets(graph, List.of());
    }

    /**
     * Withholds the target of a quarter of the users with three contents or more, of at most {@value #MAX_TARGETS}. Of fewer
     * than {@value #MIN_TARGETS}, nothing is withheld. A user is selected by a hash of id and seed.
     */
    static WithheldTargets of(HeteroGraph graph, long seed) {
        Behaviour behaviour = graph.behaviour();
        List<Integer> users = new ArrayList<>();
        int[] targets = new int[behaviour.users().size()];
        for (int user = 0; user < targets.length; user++) {
            targets[user] = target(behaviour, user);
            if (targets[user] >= 0) {
                users.add(user);
            }
        }
        int count = Math.min(MAX_TARGETS, users.size() / SHARE);
        if (count < MIN_TARGETS) {
            return none(graph);
        }
        List<Integer> selected = users.stream().sorted(Comparator.comparingLong(
                (Integer user) -> new SplittableRandom(seed + behaviour.users().key(user).hashCode()).nextLong()))
                .limit(count).sorted().toList();
        BitSet withheld = new BitSet(behaviour.size());
        selected.forEach(user -> withhold(behaviour, user, targets[user], withheld));
        return new WithheldTargets(
                graph.withBehaviour(behaviour.filter(event -> !withheld.get(event))),
                selected.stream().map(user -> new Target(user,
                        graph.nodes(NodeLabel.CONTENT).key(behaviour.target(targets[user])),
                        behaviour.at(targets[user])))
                        .toList());
    }

    /** Returns the event by which a user engaged with the latest new content; -1 if the user knows too few contents. */
    private static int target(Behaviour behaviour, int user) {
        IntHashSet contents = new IntHashSet();
        int latest = -1;
        for (int event = behaviour.start(user); event < behaviour.end(user); event++) {
            if (behaviour.action(event).positive() && contents.add(behaviour.target(event))) {
                latest = event;
            }
        }
        return contents.size() < MIN_CONTENTS ? -1 : latest;
    }

    private static void withhold(Behaviour behaviour, int user, int target, BitSet withheld) {
        withheld.set(target, behaviour.end(user));
        for (int event = behaviour.start(user); event < target; event++) {
            boolean sameContent = behaviour.action(event).target() == NodeLabel.CONTENT
                    && behaviour.target(event) == behaviour.target(target);
            boolean sameRequest = behaviour.request(event) >= 0
                    && behaviour.request(event) == behaviour.request(target);
            if (sameContent || sameRequest) {
                withheld.set(event);
            }
        }
    }
}
