package io.graphrecall.pipeline.channel.gcn;

import io.graphrecall.gnn.gcn.GcnEmbeddings;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.channel.metapath.ServingPaths;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Serves the meta-path GCN. It comes after the meta-paths in the list of modules. */
public final class GcnModule implements ServingModule {

    @Override
    public List<RecallChannel> channels() {
        return List.of(new GcnChannel());
    }

    @Override
    public @Nullable GcnServing open(OpeningGeneration generation) {
        GcnEmbeddings embeddings = GcnEmbeddings.read(generation.generation());
        ServingPaths paths = generation.opened().find(ServingPaths.class);
        return embeddings == null
                ? null
                : new GcnServing(
                        embeddings, paths == null ? List.of() : paths.paths(), generation.tables());
    }
}
