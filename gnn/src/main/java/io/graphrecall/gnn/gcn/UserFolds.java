package io.graphrecall.gnn.gcn;

import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.schema.NodeLabel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Users in parts of about the same size, each with a graph of its own: of a fold's users it holds only what they did before
 * a cut, of all others everything. What they are to find lies after the cut, as what users do next lies after a build.
 */
final class UserFolds {

    private final int count;
    private final Behaviour behaviour;
    /** By user. */
    private final int[] foldOf;
    /** By user: epoch milliseconds; nothing at or after it is in the graph of the user's fold. */
    private final long[] cuts;
    /** By event. */
    private final int[] userOf;

    /**
     * @param samples the targets that there are; a user's cut is at one of those to learn from, at the last one where a
     *                later one is held out
     */
    UserFolds(Behaviour behaviour, PrefixSamples samples, int count, long seed) {
        this.count = count;
        this.behaviour = behaviour;
        int users = behaviour.users().size();
        foldOf = new int[users];
        cuts = new long[users];
        userOf = new int[behaviour.size()];
        for (int user = 0; user < users; user++) {
            Arrays.fill(userOf, behaviour.start(user), behaviour.end(user), user);
        }
        BitSet learned = set(samples.trainTargets());
        BitSet held = set(samples.validationTargets());
        Random random = new Random(seed);
        for (int user = 0; user < users; user++) {
            int start = behaviour.start(user);
            foldOf[user] = random.nextInt(count);
            int[] targets = learned.get(start, behaviour.end(user)).stream()
                    .map(event -> event + start).toArray();
            double share = random.nextDouble();
            int chosen = held.get(start, behaviour.end(user)).isEmpty()
                    ? (int) (share * targets.length)
                    : targets.length - 1;
            cuts[user] = targets.length == 0 ? Long.MAX_VALUE : behaviour.at(targets[chosen]);
        }
    }

    private static BitSet set(int[] numbers) {
        BitSet set = new BitSet();
        Arrays.stream(numbers).forEach(set::set);
        return set;
    }

    /** Targets of users of one fold, as numbers of events. */
    record Batch(int fold, int[] targets) {}

    /**
     * The graph of a fold, with nothing that follows from what its users did after their cuts; nor is there anything that
     * they did before on the contents of after.
     */
    HeteroGraph graph(int fold, HeteroGraph whole) {
        BitSet out = new BitSet();
        for (int user = 0; user < foldOf.length; user++) {
            if (foldOf[user] == fold) {
                addAfter(user, out);
            }
        }
        return whole.withBehaviour(behaviour.filter(event -> !out.get(event)));
    }

    private void addAfter(int user, BitSet out) {
        BitSet contents = new BitSet();
        for (int event = behaviour.end(user) - 1; event >= behaviour.start(user); event--) {
            boolean ofContent = behaviour.action(event).target() == NodeLabel.CONTENT;
            boolean after = behaviour.at(event) >= cuts[user];
            if (after && ofContent) {
                contents.set(behaviour.target(event));
            }
            if (after || (ofContent && contents.get(behaviour.target(event)))) {
                out.set(event);
            }
        }
    }

    /** Those of some targets that are of a fold's users and lie after their cuts. */
    int[] of(int fold, int[] targets) {
        return Arrays.stream(targets).filter(target -> foldOf[userOf[target]] == fold
                && behaviour.at(target) >= cuts[userOf[target]]).toArray();
    }

    /**
     * Cuts targets into batches in a random order; how many there are is the same for every seed.
     *
     * @param most of the targets of all folds so many are taken, by chance
     */
    List<Batch> batches(int[] targets, int most, int size, long seed) {
        Random random = new Random(seed);
        List<Batch> batches = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            List<Integer> order = Arrays.stream(of(fold, targets)).boxed().collect(Collectors.toList());
            Collections.shuffle(order, random);
            int[] taken = order.stream().limit(Math.max(1, most / count)).mapToInt(Integer::intValue).toArray();
            for (int from = 0; from < taken.length; from += size) {
                batches.add(new Batch(fold, Arrays.copyOfRange(taken, from, Math.min(taken.length, from + size))));
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }
}
