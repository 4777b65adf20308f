package io.graphrecall.pipeline.channel;

import org.jspecify.annotations.Nullable;

/**
 * Finds the reasons for contents of a channel answer. They are computed for the contents of the final list only, which
 * are few of all that were scored. Not thread-safe.
 */
@FunctionalInterface
public interface Reasons {

    /** For a channel whose contents have no single reason. */
    Reasons NONE = contents -> new Reason[contents.length];

    /**
     * Returns the reasons for some of the answer's contents, in their order; null for a content without a single reason.
     *
     * @param contents ordinals
     */
    @Nullable
    Reason[] of(int[] contents);
}
