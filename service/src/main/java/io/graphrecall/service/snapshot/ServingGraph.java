package io.graphrecall.service.snapshot;

import io.graphrecall.gnn.gcn.GcnEmbeddings;
import io.graphrecall.metapath.sparse.SparseVector;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The vectors of the meta-path GCN made ready to serve: those of the generation, and those of contents newer than it,
 * which get what lies at the end of the paths that describe them. Thread-safe.
 */
public final class ServingGraph {

    private final GcnEmbeddings vectors;
    private final List<ServingPath> paths;

    /** @param paths of the generation */
    ServingGraph(GcnEmbeddings vectors, List<ServingPath> paths) {
        this.vectors = vectors;
        this.paths = paths.stream().filter(
                path -> path.parameters().isContentToContent() && path.parameters().path().isDescriptive(0)).toList();
    }

    /** A content as something that the user engaged with; null where nothing is known of it. */
    public float @Nullable [] trigger(int content, LiveOverlay overlay) {
        float[] known = vectors.trigger(content);
        LiveContent newer = known == null ? overlay.find(content) : null;
        return newer == null ? known : vectors.trigger(walks(newer));
    }

    /** A user as of when the generation was made; null where nothing is known of one. */
    public float @Nullable [] user(String id) {
        return vectors.user(id);
    }

    /** A content newer than the generation as something to be found; null where nothing is known of it. */
    float @Nullable [] target(LiveContent content) {
        return vectors.target(walks(content));
    }

    private Map<String, SparseVector> walks(LiveContent content) {
        return paths.stream().collect(Collectors.toMap(
                path -> path.parameters().name(), path -> path.toKnown(content)));
    }
}
