package io.graphrecall.schema;

import java.util.Set;

/** Names of the embedding spaces of models. */
public final class ModelSpaces {

    public static final String DEEP_MATCH = "deep_match";
    public static final String GCN = "gcn";
    public static final String PERSONALISED = "personalised";
    /** Space of the multimodal encoder, which other models read. */
    public static final String MULTIMODAL = "multimodal";

    private static final Set<String> OF_BEHAVIOUR = Set.of(DEEP_MATCH, GCN, PERSONALISED);

    private ModelSpaces() {}

    /**
     * Returns true for the space of a model that learns from behaviour. The service encodes contents and users with that
     * model, so a data set cannot supply vectors of the space.
     */
    public static boolean isOfBehaviour(String space) {
        return OF_BEHAVIOUR.contains(space);
    }
}
