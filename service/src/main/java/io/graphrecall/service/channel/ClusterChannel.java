package io.graphrecall.service.channel;

import io.graphrecall.service.filter.ContentFilter;
import io.graphrecall.service.snapshot.LiveVector;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.snapshot.ServingSpace;
import io.graphrecall.service.trigger.Trigger;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contents of the clusters that the triggers are in. A cluster weighs as much as its triggers together; its j-th content
 * scores weight / j, so that every cluster gets places in proportion to its weight (D'Hondt's method) and none takes
 * all. Within a cluster the newest take turns with those that follow a place of the user's own, so that over all users a
 * cluster is seen in its whole breadth; where times are not known, only the latter are taken.
 */
public final class ClusterChannel implements RecallChannel {

    private final List<String> spaces;

    /** @param spaces the first of these that a generation has is used; else the first that it has */
    public ClusterChannel(List<String> spaces) {
        this.spaces = List.copyOf(spaces);
    }

    @Override
    public String id() {
        return "cluster";
    }

    @Override
    public boolean available(ServingSnapshot snapshot) {
        return !snapshot.spaces().isEmpty();
    }

    @Override
    public ChannelAnswer recall(RecallQuery query) {
        ServingSpace space = space(query.snapshot());
        if (space == null) {
            return ChannelAnswer.NOTHING;
        }
        Map<Integer, Cluster> clusters = new LinkedHashMap<>();
        for (Trigger trigger : query.triggers()) {
            int number = clusterOf(query.snapshot(), space, trigger.content());
            if (number >= 0) {
                clusters.computeIfAbsent(number, none -> new Cluster()).add(trigger);
            }
        }
        query.snapshot().overlay().vectors(space.name()).forEach((content, vector) -> {
            Cluster cluster = clusters.get(space.clusterOf(vector.values()));
            if (cluster != null) {
                cluster.newer.add(content);
            }
        });
        Sample sample = new Sample(query);
        clusters.forEach((number, cluster) -> sample.take(cluster, space.members(number)));
        return sample.answer();
    }

    private @Nullable ServingSpace space(ServingSnapshot snapshot) {
        return spaces.stream().filter(snapshot.spaces()::containsKey).findFirst()
                .or(() -> snapshot.spaces().keySet().stream().findFirst())
                .map(snapshot.spaces()::get).orElse(null);
    }

    private static int clusterOf(ServingSnapshot snapshot, ServingSpace space, int content) {
        LiveVector vector = snapshot.overlay().vector(space.name(), content);
        return vector == null ? space.clusterOf(content) : space.clusterOf(vector.values());
    }

    /** A cluster that triggers are in. */
    private static final class Cluster {

        private float weight;
        private @Nullable Trigger heaviest;
        private final List<Integer> newer = new ArrayList<>();

        void add(Trigger trigger) {
            weight += trigger.weight();
            heaviest = heaviest == null || trigger.weight() > heaviest.weight() ? trigger : heaviest;
        }
    }

    /** What is taken from cluster after cluster. */
    private static final class Sample {

        private final RecallQuery query;
        private final TopContents top;
        private final Map<Integer, Cluster> taken = new HashMap<>();
        private int seen;
        private int filtered;
        private int place;

        Sample(RecallQuery query) {
            this.query = query;
            top = new TopContents(query.size(), query.tieBreak(), query.snapshot());
        }

        void take(Cluster cluster, int[] members) {
            place = 1;
            ServingSnapshot snapshot = query.snapshot();
            cluster.newer.sort(Comparator.comparingLong((Integer content) -> snapshot.publishedAt(content)).reversed()
                    .thenComparing(snapshot::contentHash));
            cluster.newer.forEach(content -> offer(content, cluster));
            if (members.length == 0) {
                return;
            }
            boolean dated = snapshot.publishedAt(members[0]) != ServingSnapshot.UNKNOWN_TIME;
            int own = query.tieBreak().rank(snapshot.contentHash(members[0])) % members.length;
            BitSet offered = new BitSet(members.length);
            for (int i = 0; i < members.length && top.wants(cluster.weight / place); i++) {
                int next = dated && place % 2 == 1 ? offered.nextClearBit(0) : after(offered, own, members.length);
                offered.set(next);
                offer(members[next], cluster);
            }
        }

        /** The first member from a place on, round the end, that was not offered; there is one. */
        private static int after(BitSet offered, int place, int members) {
            int next = offered.nextClearBit(place);
            return next < members ? next : offered.nextClearBit(0);
        }

        private void offer(int content, Cluster cluster) {
            switch (query.filter().verdict(content)) {
                case ContentFilter.ACCEPTED -> {
                    top.offer(content, cluster.weight / place++);
                    taken.put(content, cluster);
                }
                case ContentFilter.SEEN -> seen++;
                default -> filtered++;
            }
        }

        ChannelAnswer answer() {
            return new ChannelAnswer(top.contents(), top.scores(), this::reasons, seen, filtered);
        }

        private @Nullable Reason[] reasons(int[] contents) {
            return Arrays.stream(contents).mapToObj(taken::get).map(Sample::reason).toArray(Reason[]::new);
        }

        private static @Nullable Reason reason(@Nullable Cluster cluster) {
            return cluster == null || cluster.heaviest == null
                    ? null
                    : new Reason(Reason.Kind.CONTENT, cluster.heaviest.id());
        }
    }
}
