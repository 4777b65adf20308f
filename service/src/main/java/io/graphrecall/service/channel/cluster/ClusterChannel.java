package io.graphrecall.service.channel.cluster;

import com.carrotsearch.hppc.IntObjectHashMap;
import io.graphrecall.service.channel.ChannelResult;
import io.graphrecall.service.channel.FilteredTop;
import io.graphrecall.service.channel.Reason;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.overlay.LiveContent;
import io.graphrecall.service.overlay.LiveOverlay;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.trigger.Trigger;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Contents of the clusters of the triggers. A cluster weighs as much as its triggers together. Its j-th content scores
 * weight / j, so that clusters get contents in proportion to their weights (D'Hondt's method). Within a cluster, the
 * newest contents alternate with the nearest ones ({@link io.graphrecall.retrieval.vector.NeighbourContrast}), followed by
 * contents from a position that depends on the user, so that all users together cover the cluster. Without known times, the
 * newest are left out. Cost: the overlay, the neighbour rows of the triggers, and the members up to the last accepted one.
 */
public final class ClusterChannel implements RecallChannel {

    @Override
    public String id() {
        return "cluster";
    }

    @Override
    public boolean available(ServingSnapshot snapshot) {
        return snapshot.module(ServingClusters.class) != null;
    }

    @Override
    public @Nullable String missingInput(RecallQuery query) {
        return query.missingTriggers();
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        ServingClusters clusters = query.snapshot().module(ServingClusters.class);
        if (clusters == null) {
            return ChannelResult.NOTHING;
        }
        LiveOverlay overlay = query.snapshot().overlay();
        Map<Integer, TriggeredCluster> triggered = new LinkedHashMap<>();
        for (Trigger trigger : query.triggers()) {
            int cluster = clusters.clusterOf(trigger.content(), overlay.find(trigger.content()));
            if (cluster >= 0) {
                triggered.computeIfAbsent(cluster, none -> new TriggeredCluster()).add(trigger);
            }
        }
        for (LiveContent content : overlay.contents()) {
            ServingClusters.Membership membership = content.derived(ServingClusters.Membership.class);
            TriggeredCluster cluster = membership == null ? null : triggered.get(membership.cluster());
            if (cluster != null) {
                cluster.live.add(content.ordinal());
            }
        }
        Sample sample = new Sample(query);
        triggered.forEach((cluster, weighted) -> sample.take(
                weighted, clusters.members(cluster), clusters.nearest(cluster, weighted.triggers, overlay)));
        return sample.top.result(sample::reasons);
    }

    /** A cluster with its triggers and its contents in the overlay. */
    private static final class TriggeredCluster {

        private float weight;
        private final List<Trigger> triggers = new ArrayList<>();
        private final List<Integer> live = new ArrayList<>();

        void add(Trigger trigger) {
            triggers.add(trigger);
            weight += trigger.weight();
        }

        /** Returns the heaviest trigger other than a content itself. */
        Optional<Trigger> source(int content) {
            return triggers.stream().filter(trigger -> trigger.content() != content)
                    .max(Comparator.comparingDouble(Trigger::weight));
        }
    }

    /** Collects contents cluster by cluster. */
    private static final class Sample {

        private final RecallQuery query;
        private final FilteredTop top;
        private final IntObjectHashMap<TriggeredCluster> sources = new IntObjectHashMap<>();
        private int rank;

        Sample(RecallQuery query) {
            this.query = query;
            top = new FilteredTop(query);
        }

        /**
         * @param members contents of the generation, the newest first
         * @param nearest positions in {@code members} of those that are near the triggers, the nearest first
         */
        void take(TriggeredCluster cluster, int[] members, int[] nearest) {
            rank = 1;
            ServingSnapshot snapshot = query.snapshot();
            cluster.live.sort(Comparator.comparingLong((Integer content) -> snapshot.publishedAt(content)).reversed()
                    .thenComparing(snapshot::contentHash));
            cluster.live.forEach(content -> offer(content, cluster));
            if (members.length == 0) {
                return;
            }
            boolean dated = snapshot.publishedAt(members[0]) != ServingSnapshot.UNKNOWN_TIME;
            int userPosition = query.tieBreak().rank(snapshot.contentHash(members[0])) % members.length;
            BitSet offered = new BitSet(members.length);
            int nearestOffered = 0;
            for (int i = 0; i < members.length && top.accepts(cluster.weight / rank); i++) {
                while (nearestOffered < nearest.length && offered.get(nearest[nearestOffered])) {
                    nearestOffered++;
                }
                int next;
                if (dated && rank % 2 == 1) {
                    next = offered.nextClearBit(0);
                } else if (nearestOffered < nearest.length) {
                    next = nearest[nearestOffered];
                } else {
                    next = nextAfter(offered, userPosition, members.length);
                }
                offered.set(next);
                offer(members[next], cluster);
            }
        }

        /** Returns the first position from a start that was not offered, cyclically. */
        private static int nextAfter(BitSet offered, int start, int members) {
            int next = offered.nextClearBit(start);
            return next < members ? next : offered.nextClearBit(0);
        }

        private void offer(int content, TriggeredCluster cluster) {
            boolean isOnlyTrigger = cluster.triggers.size() == 1
                    && cluster.triggers.getFirst().content() == content;
            if (!isOnlyTrigger && top.offer(content, cluster.weight / rank)) {
                rank++;
                sources.put(content, cluster);
            }
        }

        private @Nullable Reason[] reasons(int[] contents) {
            return Arrays.stream(contents).mapToObj(this::reason).toArray(Reason[]::new);
        }

        private @Nullable Reason reason(int content) {
            return Optional.ofNullable(sources.get(content)).flatMap(cluster -> cluster.source(content))
                    .map(trigger -> new Reason(Reason.Kind.CONTENT, trigger.id())).orElse(null);
        }
    }
}
