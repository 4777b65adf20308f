package io.graphrecall.gnn.deepmatch;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.training.EpochBatches;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.schema.Action;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is learned from: a user's first positive engagement with a content, the target, and what that user had done
 * strictly before. Of some users the last target is held out. Immutable; thread-safe.
 */
public final class PrefixSamples {

    /** Events before a target that are looked at, at most, to fill its sequences. */
    private static final int LOOK_BACK = 1000;

    private final Behaviour behaviour;
    private final int length;
    private final int[] learned;
    private final int[] held;
    /** By event: its user. */
    private final int[] owners;
    /** By user: the target that is held out; -1 for none. */
    private final int[] heldOf;

    private PrefixSamples(Behaviour behaviour, int length, int[] learned, int[] held) {
        this.behaviour = behaviour;
        this.length = length;
        this.learned = learned;
        this.held = held;
        owners = new int[behaviour.size()];
        for (int user = 0; user < behaviour.users().size(); user++) {
            Arrays.fill(owners, behaviour.start(user), behaviour.end(user), user);
        }
        heldOf = new int[behaviour.users().size()];
        Arrays.fill(heldOf, -1);
        Arrays.stream(held).forEach(target -> heldOf[owners[target]] = target);
    }

    /**
     * The samples of some behaviour.
     *
     * @param length of sequences, at most
     * @param share  of the users of whom the last target is held out
     * @param seed   chooses them
     */
    public static PrefixSamples of(Behaviour behaviour, int length, double share, long seed) {
        IntStream.Builder learned = IntStream.builder();
        IntStream.Builder held = IntStream.builder();
        for (int user = 0; user < behaviour.users().size(); user++) {
            int[] targets = targets(behaviour, user);
            boolean holds = targets.length > 1 && chosen(behaviour.users(), user, share, seed);
            int count = holds ? targets.length - 1 : targets.length;
            Arrays.stream(targets, 0, count).forEach(learned::add);
            Arrays.stream(targets, count, targets.length).forEach(held::add);
        }
        return new PrefixSamples(behaviour, length, learned.build().toArray(), held.build().toArray());
    }

    /** First positive engagements with contents that anything came before. */
    private static int[] targets(Behaviour behaviour, int user) {
        Set<Integer> engaged = new HashSet<>();
        int first = behaviour.start(user);
        return IntStream.range(first, behaviour.end(user))
                .filter(event -> behaviour.action(event).positive() && engaged.add(behaviour.target(event)))
                .filter(event -> behaviour.at(event) > behaviour.at(first)).toArray();
    }

    private static boolean chosen(NodeIndex users, int user, double share, long seed) {
        long hash = (users.key(user).hashCode() + seed * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return (hash >>> 11) * 0x1.0p-53 < share;
    }

    /** The targets to learn from, as numbers of events. Not to be changed. */
    public int[] learned() {
        return learned;
    }

    /** The targets that are held out. Not to be changed. */
    public int[] held() {
        return held;
    }

    /** The content that a target is on. */
    public int content(int target) {
        return behaviour.target(target);
    }

    /** The kinds of sequences that there are at all; contents always. */
    Set<SequenceKind> kinds() {
        Set<SequenceKind> kinds = EnumSet.of(SequenceKind.CONTENT);
        IntStream.range(0, behaviour.size()).mapToObj(behaviour::action).distinct()
                .forEach(action -> kinds.add(SequenceKind.of(action)));
        return kinds;
    }

    /** The elements of a kind that samples to learn from have, targets included. */
    public BitSet known(SequenceKind kind) {
        BitSet known = new BitSet();
        Set<Integer> unknown = new HashSet<>();
        Arrays.stream(held).forEach(unknown::add);
        for (int event = 0; event < behaviour.size(); event++) {
            if (SequenceKind.of(behaviour.action(event)) == kind && !unknown.contains(event)) {
                known.set(behaviour.target(event));
            }
        }
        return known;
    }

    /** What a user had done before a target, the newest last, of each kind. */
    public Map<SequenceKind, Sequence> before(int target) {
        Map<SequenceKind, Gathering> gathered = new EnumMap<>(SequenceKind.class);
        eventsBefore(target).forEach(
                event -> gathered
                        .computeIfAbsent(SequenceKind.of(behaviour.action(event)), kind -> new Gathering(length))
                        .add(behaviour.target(event), behaviour.action(event)));
        Map<SequenceKind, Sequence> sequences = new EnumMap<>(SequenceKind.class);
        gathered.forEach((kind, elements) -> sequences.put(kind, elements.sequence()));
        return sequences;
    }

    /** The events of a user strictly before a target, as numbers, the newest first; some thousand at most. */
    public IntStream eventsBefore(int target) {
        int first = Math.max(first(target), target - LOOK_BACK);
        return IntStream.iterate(target - 1, event -> event >= first, event -> event - 1)
                .filter(event -> before(event, target));
    }

    /** The contents that a user had engaged with before a target. */
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

    /** The contents that the user of a target engaged with positively, at any time, but for what is held out. */
    public BitSet positives(int target) {
        BitSet positives = new BitSet();
        int user = owners[target];
        int held = heldOf[user];
        for (int event = behaviour.start(user); event < behaviour.end(user); event++) {
            if (behaviour.action(event).positive() && (held < 0 || behaviour.target(event) != behaviour.target(held))) {
                positives.set(behaviour.target(event));
            }
        }
        return positives;
    }

    private int first(int target) {
        return behaviour.start(owners[target]);
    }

    /** How many contents come before a target, at most the length of sequences: what a sample costs. */
    int cost(int target) {
        return Math.min(length, target - first(target));
    }

    /**
     * Some targets in batches of about equal cost, others in every epoch.
     *
     * @param most so many of the targets are taken in an epoch, by chance
     */
    public EpochBatches<int[]> batches(int[] targets, int most, int size, long seed) {
        return new EpochBatches<>(epoch -> LengthBatches.of(
                targets, this::cost, most, size, new Random(Objects.hash(seed, epoch))));
    }

    /** A number that differs where the samples do. */
    public long hash() {
        long hash = length;
        for (int event = 0; event < behaviour.size(); event++) {
            hash = hash * 31 + behaviour.action(event).wireName().hashCode();
            hash = hash * 31 + behaviour.target(event);
            hash = hash * 31 + Long.hashCode(behaviour.at(event));
        }
        return hash * 31 + Arrays.hashCode(held);
    }

    /** Strictly earlier, not on the target itself, and not in the request that the target came from. */
    private boolean before(int event, int target) {
        boolean sameContent = behaviour.action(event).target() == behaviour.action(target).target()
                && behaviour.target(event) == behaviour.target(target);
        boolean sameRequest = behaviour.request(event) >= 0 && behaviour.request(event) == behaviour.request(target);
        return behaviour.at(event) < behaviour.at(target) && !sameContent && !sameRequest;
    }

    /** Elements of one kind and what was done with each, the oldest first. */
    public record Sequence(int[] elements, Action[] actions) {

        public int size() {
            return elements.length;
        }
    }

    /** Takes elements from the newest back. */
    private static final class Gathering {

        private final int[] elements;
        private final Action[] actions;
        private int from;

        Gathering(int length) {
            elements = new int[length];
            actions = new Action[length];
            from = length;
        }

        void add(int element, Action action) {
            if (from > 0) {
                elements[--from] = element;
                actions[from] = action;
            }
        }

        Sequence sequence() {
            return new Sequence(
                    Arrays.copyOfRange(elements, from, elements.length),
                    Arrays.copyOfRange(actions, from, actions.length));
        }
    }
}
