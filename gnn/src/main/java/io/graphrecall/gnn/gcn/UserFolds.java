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
 * Splits users into folds of about the same size. The graph of a fold contains of its users only the events before a cut
 * time per user, of all others everything but validation targets and what follows them. Targets lie after the cut, as the
 * events to predict lie after a build, so that propagation over the graph cannot leak them.
 */
final class UserFolds {

    private final int count;
    private final PrefixSamples samples;
    private final Behaviour behaviour;
    /** By user. */
    private final int[] foldOf;
    /** By user, epoch milliseconds. Events at or after it are not in the graph of the user's fold. */
    private final long[] cuts;
    /** By user, epoch milliseconds of the validation target; the maximum for none. */
    private final long[] validatedFrom;

    /**
     * @param samples training and validation targets. A user's cut is at a random training target, or at the last one if
     *                the user has a validation target
     */
    UserFolds(PrefixSamples samples, int count, long seed) {
        this.count = count;
        this.samples = samples;
        behaviour = samples.behaviour();
        int users = behaviour.users().size();
        foldOf = new int[users];
        cuts = new long[users];
        validatedFrom = new long[users];
        BitSet train = new BitSet();
        Arrays.stream(samples.trainTargets()).forEach(train::set);
        Random random = new Random(seed);
        for (int user = 0; user < users; user++) {
            int start = behaviour.start(user);
            foldOf[user] = random.nextInt(count);
            int[] targets = train.get(start, behaviour.end(user)).stream()
                    .map(event -> event + start).toArray();
            double share = random.nextDouble();
            int validated = samples.validationTarget(user);
            validatedFrom[user] = validated < 0 ? Long.MAX_VALUE : behaviour.at(validated);
            int selected = validated >= 0 ? targets.length - 1 : (int) (share * targets.length);
            cuts[user] = targets.length == 0 ? Long.MAX_VALUE : behaviour.at(targets[selected]);
        }
    }

    /** Targets of users of one fold, as event ordinals. */
    record Batch(int fold, int[] targets) {}

    /**
     * Returns the graph of a fold: without the events of its users after their cuts, without those of others from their
     * validation targets on, and without earlier events of these users on the same contents.
     */
    HeteroGraph graph(int fold, HeteroGraph full) {
        BitSet excluded = new BitSet();
        for (int user = 0; user < foldOf.length; user++) {
            addExcluded(user, foldOf[user] == fold ? cuts[user] : validatedFrom[user], excluded);
        }
        return full.withBehaviour(behaviour.filter(event -> !excluded.get(event)));
    }

    /** @param from time of the first event that is excluded */
    private void addExcluded(int user, long from, BitSet excluded) {
        BitSet contents = new BitSet();
        for (int event = behaviour.end(user) - 1; event >= behaviour.start(user); event--) {
            boolean ofContent = behaviour.action(event).target() == NodeLabel.CONTENT;
            boolean after = behaviour.at(event) >= from;
            if (after && ofContent) {
                contents.set(behaviour.target(event));
            }
            if (after || (ofContent && contents.get(behaviour.target(event)))) {
                excluded.set(event);
            }
        }
    }

    /** Selects the targets of a fold's users that lie after their cuts. */
    int[] targetsOf(int fold, int[] targets) {
        return Arrays.stream(targets).filter(target -> foldOf[samples.user(target)] == fold
                && behaviour.at(target) >= cuts[samples.user(target)]).toArray();
    }

    /**
     * Returns batches in random order. Their number is the same for every seed.
     *
     * @param maxTargets maximum number of targets of all folds, drawn at random
     */
    List<Batch> batches(int[] targets, int maxTargets, int batchSize, long seed) {
        Random random = new Random(seed);
        List<Batch> batches = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            List<Integer> order = Arrays.stream(targetsOf(fold, targets)).boxed().collect(Collectors.toList());
            Collections.shuffle(order, random);
            int[] drawn = order.stream().limit(Math.max(1, maxTargets / count)).mapToInt(Integer::intValue).toArray();
            for (int from = 0; from < drawn.length; from += batchSize) {
                batches.add(new Batch(fold, Arrays.copyOfRange(drawn, from, Math.min(drawn.length, from + batchSize))));
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }
}
