package io.graphrecall.service.snapshot;

import io.graphrecall.gnn.deepmatch.ElementVectors;
import io.graphrecall.gnn.gcn.GcnEmbeddings;
import io.graphrecall.gnn.personalised.PersonalisedVectors;
import org.jspecify.annotations.Nullable;

/**
 * What was learned of behaviour, by the ordinals of one generation. Immutable; thread-safe.
 *
 * @param elements     what elements mean to the deep match model; null where there is none
 * @param graph        the vectors of the meta-path GCN; null where there is none
 * @param personalised contents to their personalised vectors; null where there is no such model
 */
public record ServingModels(
        @Nullable ElementVectors elements, @Nullable GcnEmbeddings graph, @Nullable PersonalisedVectors personalised) {

    public static final ServingModels NONE = new ServingModels(null, null, null);
}
