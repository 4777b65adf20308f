package io.graphrecall.pipeline.channel.cluster;

import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.overlay.NewContent;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.KeyHash;
import io.graphrecall.retrieval.vector.Clusters;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The clusters of one embedding space of a generation. Immutable; thread-safe. */
public final class ServingClusters implements OpenedModule {

    private final ServingSpace space;
    private final Clusters clusters;
    private final int[][] members;

    /** The cluster of a content that is newer than the generation; computed when it arrives. */
    record Membership(int cluster) {}

    private ServingClusters(ServingSpace space, int[][] members) {
        this.space = space;
        this.clusters = space.clusters();
        this.members = members;
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

    /** The embedding space. */
    public ServingSpace space() {
        return space;
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
}
