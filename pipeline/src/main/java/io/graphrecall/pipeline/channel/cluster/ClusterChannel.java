package io.graphrecall.pipeline.channel.cluster;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.IntObjectHashMap;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.FilteredTop;
import io.graphrecall.pipeline.channel.NeighbourRows;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoard;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.TopContents;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.overlay.LiveOverlay;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.trigger.Trigger;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contents of the clusters of the triggers. A cluster weighs as much as its triggers together. Its j-th content scores
 * weight / j, so that clusters get contents in proportion to their weights (D'Hondt's method). Within a cluster, the
 * newest contents alternate with the nearest ones ({@link io.graphrecall.retrieval.vector.NeighbourContrast}), followed by
 * contents from a position that depends on the user, so that all users together cover the cluster. Without known times, the
 * newest are left out. Cost: the overlay, the neighbour rows of the triggers, and the members up to the last accepted one.
 */
public final class ClusterChannel implements RecallChannel {

    private final ScoreBoards boards;

    public ClusterChannel(ScoreBoards boards) {
        this.boards = boards;
    }

    @Override
    public String id() {
        return "cluster";
    }

    @Override
    public @Nullable String unavailable(ServingSnapshot snapshot) {
        return snapshot.module(ServingClusters.class) == null
                ? "the generation has no embedding space to cluster"
                : null;
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
        Sample sample = new Sample(query, clusters, boards);
        triggered.forEach(sample::take);
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

        /** Returns the heaviest trigger other than a content itself as its reason, or null if there is none. */
        @Nullable
        Reason reason(int content) {
            return triggers.stream().filter(trigger -> trigger.content() != content)
                    .max(Comparator.comparingDouble(Trigger::weight))
                    .map(trigger -> new Reason(Reason.Kind.CONTENT, trigger.id())).orElse(null);
        }
    }

    /** The contents of a cluster in an order that starts at a position and goes round. */
    private static final class Order {

        private final int[] contents;
        private final int start;
        private int passed;

        Order(int[] contents, int start) {
            this.contents = contents;
            this.start = start;
        }

        /** Returns the first content that was not offered, or -1 if all were. */
        int next(IntHashSet offered) {
            while (passed < contents.length && offered.contains(contents[(start + passed) % contents.length])) {
                passed++;
            }
            return passed < contents.length ? contents[(start + passed) % contents.length] : -1;
        }
    }

    /** Collects contents cluster by cluster. */
    private static final class Sample {

        private final RecallQuery query;
        private final ServingSnapshot snapshot;
        private final ServingClusters clusters;
        private final ScoreBoards boards;
        private final FilteredTop top;
        private final IntObjectHashMap<TriggeredCluster> sources = new IntObjectHashMap<>();
        /** As {@link ServingClusters#members}. */
        private final Comparator<Integer> newestFirst;
        private int rank;

        Sample(RecallQuery query, ServingClusters clusters, ScoreBoards boards) {
            this.query = query;
            this.snapshot = query.snapshot();
            this.clusters = clusters;
            this.boards = boards;
            top = new FilteredTop(query);
            newestFirst = Comparator.comparingLong(this::publishedAt).reversed()
                    .thenComparing(snapshot::contentHash);
        }

        void take(int id, TriggeredCluster cluster) {
            if (!top.accepts(cluster.weight)) {
                return;
            }
            rank = 1;
            int[] members = clusters.members(id);
            int[] all = withLive(members, cluster.live);
            Order newest = new Order(all, 0);
            Order nearest = new Order(nearestFirst(id, cluster.triggers), 0);
            Order others = new Order(members, members.length == 0
                    ? 0
                    : query.tieBreak().rank(snapshot.contentHash(members[0])) % members.length);
            IntHashSet offered = new IntHashSet();
            while (offered.size() < all.length && top.accepts(cluster.weight / rank)) {
                int next = newest.next(offered);
                if (rank % 2 == 0 || publishedAt(next) == ServingSnapshot.UNKNOWN_TIME) {
                    int near = nearest.next(offered);
                    int other = near < 0 ? others.next(offered) : near;
                    next = other < 0 ? next : other;
                }
                offered.add(next);
                offer(next, cluster);
            }
        }

        /** Returns the members of a cluster with its contents of the overlay, the newest first. */
        private int[] withLive(int[] members, List<Integer> live) {
            if (live.isEmpty()) {
                return members;
            }
            live.sort(newestFirst);
            int[] all = new int[members.length + live.size()];
            int member = 0;
            int size = 0;
            for (Integer content : live) {
                while (member < members.length && newestFirst.compare(members[member], content) < 0) {
                    all[size++] = members[member++];
                }
                all[size++] = content;
            }
            System.arraycopy(members, member, all, size, members.length - member);
            return all;
        }

        /** Returns the publication time by which a content is in order: of the generation, that of the build. */
        private long publishedAt(int content) {
            long[] built = snapshot.tables().publishedAt();
            return content < built.length ? built[content] : snapshot.publishedAt(content);
        }

        /** Returns the contents of a cluster that are near its triggers, the nearest first. */
        private int[] nearestFirst(int cluster, List<Trigger> triggers) {
            LiveOverlay overlay = snapshot.overlay();
            NeighbourRows rows = new NeighbourRows();
            triggers.forEach(trigger -> rows.addNearest(trigger, clusters.space(), overlay));
            try (ScoreBoard board = boards.take(snapshot.contentCount())) {
                rows.addTo(board);
                board.closeBelow(Float.MIN_VALUE);
                int[] near = Arrays.stream(board.ordinals())
                        .filter(content -> clusters.clusterOf(content, overlay.find(content)) == cluster).toArray();
                TopContents nearest = new TopContents(near.length, query.tieBreak(), snapshot);
                for (int content : near) {
                    nearest.offer(content, board.score(content));
                }
                return nearest.contents();
            }
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
            @Nullable
            Reason[] reasons = new Reason[contents.length];
            for (int i = 0; i < contents.length; i++) {
                TriggeredCluster cluster = sources.get(contents[i]);
                reasons[i] = cluster == null ? null : cluster.reason(contents[i]);
            }
            return reasons;
        }
    }
}
