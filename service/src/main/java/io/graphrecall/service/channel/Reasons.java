package io.graphrecall.service.channel;

import org.jspecify.annotations.Nullable;

/**
 * Tells of contents of a channel's answer what led to each most. Asked only for contents that are answered, which are
 * few beside those that are scored, so it is worked out then. Not thread-safe.
 */
@FunctionalInterface
public interface Reasons {

    /** Of a channel whose contents have no single reason. */
    Reasons NONE = contents -> new Reason[contents.length];

    /**
     * The reasons for some of the answer's contents, in their order; null where there is no single one.
     *
     * @param contents ordinals
     */
    @Nullable
    Reason[] of(int[] contents);
}
