package io.graphrecall.gnn.sampling;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.schema.Action;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Training samples from behaviour, one per target. A target is a user's first positive engagement with a content; its
 * sample is what the user did strictly before. If the target's request was a search, the sample ends with this search, as
 * a recall with this query does. The last target of some users is held out for validation. Targets are named by the
 * ordinals of their events. Immutable; thread-safe.
 */
public final class PrefixSamples {

    /** Maximum number of events before a target that are scanned to fill its sequences. */
    private static final int LOOK_BACK = 1000;

    /** Users held out among all, on average: their number, not their share, decides how exact a validation score is. */
    private static final double MAX_VALIDATION_USERS = 10_000;

    /** Argument of {@link #knownWithout} that excludes no user. */
    public static final int NO_FOLD = -1;

    private final Behaviour behaviour;
    private final int maxLength;
    private final int[] trainTargets;
    private final int[] validationTargets;
    /** By event. */
    private final int[] userOf;
    /** Validation target by user; -1 for none. */
    private final int[] validationTargetOf;
    /** The newest search of the same user and request before an event, by event; -1 for none. */
    private final int[] searchOf;

    private PrefixSamples(Behaviour behaviour, int maxLength, int[] trainTargets, int[] validationTargets) {
        this.behaviour = behaviour;
        this.maxLength = maxLength;
        this.trainTargets = trainTargets;
        this.validationTargets = validationTargets;
        userOf = new int[behaviour.size()];
        for (int user = 0; user < behaviour.users().size(); user++) {
            Arrays.fill(userOf, behaviour.start(user), behaviour.end(user), user);
        }
        validationTargetOf = new int[behaviour.users().size()];
        Arrays.fill(validationTargetOf, -1);
        Arrays.stream(validationTargets).forEach(target -> validationTargetOf[userOf[target]] = target);
        searchOf = searches(behaviour);
    }

    private static int[] searches(Behaviour behaviour) {
        int[] searchOf = new int[behaviour.size()];
        for (int user = 0; user < behaviour.users().size(); user++) {
            // clear() takes time in proportion to the user with the most requests so far
            Map<Integer, Integer> newest = new HashMap<>();
            for (int event = behaviour.start(user); event < behaviour.end(user); event++) {
                searchOf[event] = newest.getOrDefault(behaviour.request(event), -1);
                if (behaviour.action(event) == Action.SEARCH && behaviour.request(event) >= 0) {
                    newest.put(behaviour.request(event), event);
                }
            }
        }
        return searchOf;
    }

    /**
     * Returns the samples of some behaviour.
     *
     * @param maxLength       maximum length of a sequence
     * @param validationShare share of the users whose last target is held out for validation; less if that is more than
     *                        10,000 users
     * @param seed            selects these users
     */
    public static PrefixSamples of(Behaviour behaviour, int maxLength, double validationShare, long seed) {
        IntStream.Builder train = IntStream.builder();
        IntStream.Builder validation = IntStream.builder();
        double share = Math.min(validationShare, MAX_VALIDATION_USERS / behaviour.users().size());
        for (int user = 0; user < behaviour.users().size(); user++) {
            int[] targets = targets(behaviour, user);
            boolean holdsOut = targets.length > 1 && selected(behaviour.users(), user, share, seed);
            int count = holdsOut ? targets.length - 1 : targets.length;
            Arrays.stream(targets, 0, count).forEach(train::add);
            Arrays.stream(targets, count, targets.length).forEach(validation::add);
        }
        return new PrefixSamples(behaviour, maxLength, train.build().toArray(), validation.build().toArray());
    }

    /** Returns the first positive engagements with contents that have an earlier event. */
    private static int[] targets(Behaviour behaviour, int user) {
        Set<Integer> engaged = new HashSet<>();
        int first = behaviour.start(user);
        return IntStream.range(first, behaviour.end(user))
                .filter(event -> behaviour.action(event).positive() && engaged.add(behaviour.target(event)))
                .filter(event -> behaviour.at(event) > behaviour.at(first)).toArray();
    }

    private static boolean selected(NodeIndex users, int user, double share, long seed) {
        long hash = (users.key(user).hashCode() + seed * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return (hash >>> 11) * 0x1.0p-53 < share;
    }

    /** Returns the events that targets and samples refer to. */
    public Behaviour behaviour() {
        return behaviour;
    }

    /** Returns the targets to train on. The caller does not change the array. */
    public int[] trainTargets() {
        return trainTargets;
    }

    /** Returns the targets held out for validation. The caller does not change the array. */
    public int[] validationTargets() {
        return validationTargets;
    }

    /** Returns the user of an event. */
    public int user(int event) {
        return userOf[event];
    }

    /** Returns the target of a user that is held out for validation; -1 for none. */
    public int validationTarget(int user) {
        return validationTargetOf[user];
    }

    public int content(int target) {
        return behaviour.target(target);
    }

    /** Returns the maximum length of a sequence. */
    public int maxLength() {
        return maxLength;
    }

    /** Returns the kinds of sequences that occur in the behaviour; always includes contents. */
    public Set<SequenceKind> kinds() {
        Set<SequenceKind> kinds = EnumSet.of(SequenceKind.CONTENT);
        IntStream.range(0, behaviour.size()).mapToObj(behaviour::action).distinct()
                .forEach(action -> kinds.add(SequenceKind.of(action)));
        return kinds;
    }

    /**
     * Returns the elements of a kind that occur in any event. Events of a user on the content of the user's validation
     * target do not count.
     */
    public BitSet trainElements(SequenceKind kind) {
        BitSet elements = new BitSet();
        for (int event = 0; event < behaviour.size(); event++) {
            if (SequenceKind.of(behaviour.action(event)) == kind && !isOnHeldOut(event)) {
                elements.set(behaviour.target(event));
            }
        }
        return elements;
    }

    /**
     * Returns the sequences of a user before a target, by kind: the events whose targets are the elements, oldest first. A
     * kind without elements is absent.
     */
    public Map<SequenceKind, int[]> sequencesBefore(int target) {
        Map<SequenceKind, List<Integer>> newestFirst = new EnumMap<>(SequenceKind.class);
        eventsBefore(target).forEach(event -> {
            SequenceKind kind = SequenceKind.ofElement(behaviour.action(event));
            if (kind != null) {
                newestFirst.computeIfAbsent(kind, none -> new ArrayList<>()).add(event);
            }
        });
        Map<SequenceKind, int[]> sequences = new EnumMap<>(SequenceKind.class);
        newestFirst.forEach((kind, events) -> sequences.put(kind, events.subList(0, Math.min(maxLength, events.size()))
                .reversed().stream().mapToInt(Integer::intValue).toArray()));
        return sequences;
    }

    /** Returns the events of a target's sample, newest first; at most {@value #LOOK_BACK}. */
    public IntStream eventsBefore(int target) {
        int first = Math.max(first(target), target - LOOK_BACK);
        return IntStream.iterate(target - 1, event -> event >= first, event -> event - 1)
                .filter(event -> isBefore(event, target));
    }

    /** Returns the contents that the user acted on before a target, without the target's content. */
    public BitSet seen(int target) {
        BitSet seen = new BitSet();
        for (int event = first(target); event < target; event++) {
            if (SequenceKind.of(behaviour.action(event)) == SequenceKind.CONTENT) {
                seen.set(behaviour.target(event));
            }
        }
        seen.clear(behaviour.target(target));
        return seen;
    }

    /** Returns all contents that the target's user engaged with positively, without the user's validation target. */
    public BitSet positives(int target) {
        BitSet positives = new BitSet();
        int user = userOf[target];
        int heldOut = validationTargetOf[user] < 0 ? -1 : behaviour.target(validationTargetOf[user]);
        for (int event = behaviour.start(user); event < behaviour.end(user); event++) {
            if (behaviour.action(event).positive() && behaviour.target(event) != heldOut) {
                positives.set(behaviour.target(event));
            }
        }
        return positives;
    }

    /** Returns the fold of a target's user: one of several groups of about the same size, by a hash of the user. */
    public int fold(int target, int folds) {
        return foldOfUser(userOf[target], folds);
    }

    private int foldOfUser(int user, int folds) {
        return Math.floorMod(behaviour.users().key(user).hashCode() * 0x9E3779B1, folds);
    }

    /**
     * Returns the behaviour without the users of a fold, and without what tells of validation targets: events from a target
     * on, and all on its content by its user.
     *
     * @param excluded number of the fold; {@link #NO_FOLD} for none
     */
    public Behaviour knownWithout(int excluded, int folds) {
        return behaviour.filter(event -> {
            int user = userOf[event];
            int heldOut = validationTargetOf[user];
            boolean tells = isOnHeldOut(event) || (heldOut >= 0 && event > heldOut);
            return !tells && (excluded == NO_FOLD || foldOfUser(user, folds) != excluded);
        });
    }

    /** Returns true if an event is on the content of its user's validation target. */
    private boolean isOnHeldOut(int event) {
        int heldOut = validationTargetOf[userOf[event]];
        return heldOut >= 0 && haveSameTarget(event, heldOut);
    }

    private int first(int target) {
        return behaviour.start(userOf[target]);
    }

    /** Returns an upper bound of the sequence length of a sample. */
    int length(int target) {
        return Math.min(maxLength, target - first(target));
    }

    /** Returns targets by the {@linkplain #fold fold} of their users. */
    public List<int[]> byFold(int[] targets, int folds) {
        return IntStream.range(0, folds)
                .mapToObj(fold -> Arrays.stream(targets).filter(target -> fold(target, folds) == fold).toArray())
                .toList();
    }

    /**
     * Returns batches in random order. Each has targets of one group with sequences of similar length.
     *
     * @param groups     groups of targets
     * @param maxSamples maximum number of targets, drawn at random
     */
    public List<int[]> batches(List<int[]> groups, int maxSamples, int batchSize, long seed) {
        Random random = new Random(seed);
        List<int[]> batches = new ArrayList<>();
        for (int[] group : groups) {
            batches.addAll(LengthGroupedBatches.of(
                    group, this::length, Math.max(1, maxSamples / groups.size()), batchSize, random));
        }
        if (groups.size() > 1) {
            Collections.shuffle(batches, random);
        }
        return batches;
    }

    /** Returns a hash of all that samples have: the behaviour, the sequence length and the validation targets. */
    public long hash() {
        long hash = maxLength;
        Map<Integer, Integer> firstOfRequest = new HashMap<>(); // their numbers differ from one extraction to the next
        for (int event = 0; event < behaviour.size(); event++) {
            if (event == behaviour.start(userOf[event])) {
                firstOfRequest = new HashMap<>();
            }
            int request = behaviour.request(event);
            hash = hash * 31 + userOf[event];
            hash = hash * 31 + (request < 0
                    ? -1
                    : Objects.requireNonNullElse(
                            firstOfRequest.putIfAbsent(request, event), event));
            hash = hash * 31 + behaviour.dwellMs(event);
            hash = hash * 31 + behaviour.action(event).wireName().hashCode();
            hash = hash * 31 + behaviour.target(event);
            hash = hash * 31 + Long.hashCode(behaviour.at(event));
        }
        return hash * 31 + Arrays.hashCode(validationTargets);
    }

    /** Returns the time of the request that a target is from: that of its search, or without one that of the target. */
    public long requestedAt(int target) {
        return behaviour.at(searchOf[target] < 0 ? target : searchOf[target]);
    }

    /**
     * Returns true if an event is strictly earlier than the request that the target is from, on something else and not of
     * this request, or the search of this request.
     */
    private boolean isBefore(int event, int target) {
        boolean sameRequest = behaviour.request(event) >= 0 && behaviour.request(event) == behaviour.request(target);
        return event == searchOf[target]
                || (behaviour.at(event) < requestedAt(target) && !haveSameTarget(event, target) && !sameRequest);
    }

    private boolean haveSameTarget(int event, int other) {
        return behaviour.action(event).target() == behaviour.action(other).target()
                && behaviour.target(event) == behaviour.target(other);
    }
}
