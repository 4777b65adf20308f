package io.graphrecall.service.channel.cluster;

import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.Clusters;
import io.graphrecall.service.overlay.LiveContent;
import io.graphrecall.service.overlay.LiveOverlay;
import io.graphrecall.service.overlay.NewContent;
import io.graphrecall.service.overlay.OpenedModule;
import io.graphrecall.service.snapshot.KeyHash;
import io.graphrecall.service.space.LiveVector;
import io.graphrecall.service.space.ServingSpace;
import io.graphrecall.service.trigger.Trigger;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The clusters of one embedding space of a generation. Immutable; thread-safe. */
public final class ServingClusters implements OpenedModule {

    private final ServingSpace space;
    private final Clusters clusters;
    private final int[][] members;

    /** By content: its position in its cluster's members. */
    private final int[] positions;

    /** The cluster of a content that is newer than the generation; computed when it arrives. */
    record Membership(int cluster) {}

    private ServingClusters(ServingSpace space, int[][] members) {
        this.space = space;
        this.clusters = space.clusters();
        this.members = members;
        positions = new int[clusters.clusterOf().length];
        for (int[] contents : members) {
            for (int i = 0; i < contents.length; i++) {
                positions[contents[i]] = i;
            }
        }
    }

    public static ServingClusters of(ServingSpace space, GraphTables tables) {
        int[] clusterOf = space.clusters().clusterOf();
        long[] published = tables.publishedAt();
        long[] hashes = IntStream.range(0, clusterOf.length)
                .mapToLong(content -> KeyHash.of(tables.contents().key(content))).toArray();
        int[] byCluster = IntStream.range(0, clusterOf.length).filter(content -> clusterOf[content] >= 0).boxed()
                .sorted(Comparator.comparingInt((Integer content) -> clusterOf[content])
                        .thenComparing(
                                Comparator.comparingLong((Integer content) -> published[content]).reversed())
                        .thenComparing(content -> hashes[content]))
                .mapToInt(Integer::intValue).toArray();
        int[] sizes = space.clusters().sizes();
        int[][] members = new int[sizes.length][];
        int from = 0;
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            members[cluster] = Arrays.copyOfRange(byCluster, from, from + sizes[cluster]);
            from += sizes[cluster];
        }
        return new ServingClusters(space, members);
    }

    /** The name of the embedding space. */
    public String space() {
        return space.name();
    }

    @Override
    public void encode(List<NewContent> contents) {
        for (NewContent content : contents) {
            float[] vector = content.overlayVector(space);
            if (vector != null) {
                content.derive(new Membership(clusters.nearest(vector)));
            }
        }
    }

    /**
     * Returns the cluster of a content, or -1 if it has none.
     *
     * @param live the content in the overlay, or null
     */
    int clusterOf(int content, @Nullable LiveContent live) {
        Membership membership = live == null ? null : live.derived(Membership.class);
        if (membership != null) {
            return membership.cluster();
        }
        return content < clusters.clusterOf().length ? clusters.clusterOf()[content] : -1;
    }

    /**
     * Returns the contents of a cluster, the newest first. Contents with the same publication time are in the order of
     * their hashes. Not to be changed.
     */
    int[] members(int cluster) {
        return members[cluster];
    }

    /**
     * Returns the positions in the members of a cluster of those that are near triggers, by descending weight.
     *
     * @param triggers contents of the cluster
     */
    int[] nearest(int cluster, List<Trigger> triggers, LiveOverlay overlay) {
        float[] weights = new float[members[cluster].length];
        Map<Integer, LiveVector> live = overlay.vectors(space.name());
        for (Trigger trigger : triggers) {
            LiveVector own = live.get(trigger.content());
            if (own == null) {
                SparseTable.Row row = space.neighbours().row(trigger.content());
                for (int entry = 0; entry < row.columns().length; entry++) {
                    add(weights, cluster, row.columns()[entry], trigger.weight() * row.weights()[entry]);
                }
            } else {
                SparseVector row = own.neighbours().weights();
                for (int i = 0; i < row.size(); i++) {
                    add(weights, cluster, row.ordinals()[i], trigger.weight() * row.weights()[i]);
                }
            }
        }
        return descending(weights);
    }

    /** Returns the positions of positive weights, those with the largest first. */
    private static int[] descending(float[] weights) {
        long[] entries = new long[weights.length];
        int count = 0;
        for (int position = 0; position < weights.length; position++) {
            if (weights[position] > 0) {
                // The bits of positive floats sort like their values.
                entries[count++] = ((long) ~Float.floatToRawIntBits(weights[position]) << Integer.SIZE) | position;
            }
        }
        Arrays.sort(entries, 0, count);
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            positions[i] = (int) entries[i];
        }
        return positions;
    }

    private void add(float[] weights, int cluster, int content, float weight) {
        if (clusters.clusterOf()[content] == cluster) {
            weights[positions[content]] += weight;
        }
    }
}
