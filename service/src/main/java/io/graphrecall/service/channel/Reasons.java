package io.graphrecall.service.channel;

import org.jspecify.annotations.Nullable;

/**
 * Tells of each content of a channel's answer what led to it most. Asked only for contents that are answered, which are
 * few beside those that are scored, so it is worked out then. Not thread-safe.
 */
@FunctionalInterface
public interface Reasons {

    /** Of a channel whose contents have no single reason. */
    Reasons NONE = content -> null;

    /** The reason for a content, or null where there is no single one. */
    @Nullable
    Reason of(int content);
}
