package io.graphrecall.service.http;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.sparse.TopEntries;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.LiveVector;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.snapshot.LiveSnapshots;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * {@code GET /v1/contents/{content_id}/clusters}: the cluster of a content in each embedding space. A content with a newer
 * vector is in the cluster of the nearest centroid. Cost: the contents of the generation, and the vectors of each cluster.
 */
record ContentClustersEndpoint(LiveSnapshots snapshots, InstantSource clock) {

    private record Listing(String contentId, String generation, List<Cluster> clusters) {}

    /** @param size number of contents of the generation */
    private record Cluster(String space, int cluster, int size, List<Typical> contents) {}

    /** @param score cosine of the angle to the centroid */
    private record Typical(String contentId, float score) {}

    /** @throws RecallException NOT_FOUND if the content is unknown */
    Reply handle(ApiRequest request) {
        ContentId content = request.parameters().id("content_id", ContentId::new);
        int size = request.parameters().integer("size");
        ServingSnapshot snapshot = snapshots.get();
        int ordinal = snapshot.requireContent(content);
        IntPredicate eligible = snapshot.eligible(clock.millis());
        List<Cluster> clusters = new ArrayList<>();
        for (ServingSpace space : snapshot.spaces().values()) {
            int cluster = clusterOf(snapshot, space, ordinal);
            if (cluster >= 0) {
                clusters.add(cluster(snapshot, space, cluster, size, eligible));
            }
        }
        return Reply.ok(new Listing(content.key(), snapshot.manifest().id().value(), clusters));
    }

    /** Returns the cluster of a content, or -1 if it has no vector. */
    private static int clusterOf(ServingSnapshot snapshot, ServingSpace space, int content) {
        LiveVector live = snapshot.overlay().vector(space.name(), content);
        if (live != null) {
            return space.clusters().nearest(live.values());
        }
        int[] clusterOf = space.clusters().clusterOf();
        return content < clusterOf.length ? clusterOf[content] : -1;
    }

    private static Cluster cluster(
            ServingSnapshot snapshot, ServingSpace space, int cluster, int size, IntPredicate eligible) {
        int[] clusterOf = space.clusters().clusterOf();
        int[] members = IntStream.range(0, clusterOf.length).filter(content -> clusterOf[content] == cluster).toArray();
        float[] mean = new float[space.dimensions()];
        space.clusters().centroids().copy(cluster, mean, 0);
        float[] centroid = EmbeddingTable.Metric.COSINE.prepared(mean);
        SparseVector typical = SparseVector.EMPTY;
        if (centroid != null) {
            TopEntries top = new TopEntries(size, cluster);
            top.begin(cluster);
            IntStream.of(members).filter(eligible)
                    .forEach(member -> top.offer(member, cosine(space.vector(member), centroid)));
            typical = top.endRow();
        }
        List<Typical> contents = new ArrayList<>(typical.size());
        for (int i = 0; i < typical.size(); i++) {
            contents.add(new Typical(snapshot.contentId(typical.ordinals()[i]), typical.weights()[i]));
        }
        return new Cluster(space.name(), cluster, members.length, contents);
    }

    /** @param vector null for 0 */
    private static double cosine(float @Nullable [] vector, float[] unit) {
        double dot = 0;
        double squares = 0;
        for (int d = 0; vector != null && d < unit.length; d++) {
            dot += vector[d] * unit[d];
            squares += vector[d] * vector[d];
        }
        return squares == 0 ? 0 : dot / Math.sqrt(squares);
    }
}
