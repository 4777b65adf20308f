package io.graphrecall.schema;

import java.util.Set;

/**
 * Names of the embedding spaces of models that learn from behaviour. The service encodes contents and users with the
 * model of such a space, so a data set cannot supply its vectors.
 */
public final class ModelSpaces {

    public static final String DEEP_MATCH = "deep_match";
    public static final String GCN = "gcn";
    public static final String PERSONALISED = "personalised";

    private static final Set<String> ALL = Set.of(DEEP_MATCH, GCN, PERSONALISED);

    private ModelSpaces() {}

    /** Returns true if a space has the name of a model's space. */
    public static boolean contains(String space) {
        return ALL.contains(space);
    }
}
