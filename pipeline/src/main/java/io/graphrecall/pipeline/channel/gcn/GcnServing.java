package io.graphrecall.pipeline.channel.gcn;

import io.graphrecall.gnn.gcn.Gcn;
import io.graphrecall.gnn.gcn.GcnEmbeddings;
import io.graphrecall.gnn.gcn.QueryEmbeddings;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.pipeline.channel.QueryIntent;
import io.graphrecall.pipeline.channel.metapath.ServingPath;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.overlay.LiveOverlay;
import io.graphrecall.pipeline.overlay.NewContent;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.retrieval.GraphTables;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The GCN embeddings of a generation and of contents newer than it. A new content is encoded from the contents that
 * descriptive meta-paths reach from it. Thread-safe.
 */
final class GcnServing implements OpenedModule {

    private final GcnEmbeddings embeddings;
    private final List<ServingPath> descriptivePaths;
    private final GraphTables tables;

    GcnServing(GcnEmbeddings embeddings, List<ServingPath> paths, GraphTables tables) {
        this.embeddings = embeddings;
        this.tables = tables;
        this.descriptivePaths = paths.stream().filter(path -> isInputOfColdContents(path.parameters())).toList();
    }

    /** Returns true if training lets cold contents use a path. An asymmetric one ends with behaviour, which they lack. */
    private static boolean isInputOfColdContents(MetaPathParameters path) {
        return path.isContentToContent() && path.path().isSymmetric() && path.path().isDescriptive(0);
    }

    /** The embedding of a newer content as a trigger. */
    private record TriggerEmbedding(float[] vector) {}

    @Override
    public void encode(List<NewContent> contents) {
        for (NewContent content : contents) {
            Map<String, SparseVector> walks = walks(content.described());
            float[] target = embeddings.target(walks);
            float[] trigger = embeddings.trigger(walks);
            if (target != null && trigger != null) { // both or none
                content.put(Gcn.SPACE, target);
                content.derive(new TriggerEmbedding(trigger));
            }
        }
    }

    /** Returns the embedding of a content as a trigger, or null if it has none. */
    float @Nullable [] trigger(int content, LiveOverlay overlay) {
        float[] known = embeddings.trigger(content);
        LiveContent live = known == null ? overlay.find(content) : null;
        TriggerEmbedding encoded = live == null ? null : live.derived(TriggerEmbedding.class);
        return encoded == null ? known : encoded.vector();
    }

    /** Returns the embedding of a search in a user's vector, or null if it has none. */
    float @Nullable [] search(QueryIntent search) {
        QueryEmbeddings queries = embeddings.queries();
        return queries == null ? null : queries.vector(search.query(), search.features(), tables);
    }

    /** Returns the contents that each path reaches, by the name of the path. */
    private Map<String, SparseVector> walks(LiveContent content) {
        return descriptivePaths.stream().collect(Collectors.toMap(
                path -> path.parameters().name(), path -> path.generationContentsFrom(content)));
    }
}
