package io.graphrecall.service.intake;

/** A listener for posts, used for metrics. Implementations are thread-safe and fast. */
@FunctionalInterface
public interface IntakeObserver {

    /**
     * Called when the records of a post are committed and visible to the recalls of this member.
     *
     * @param records kind of the records, such as {@code events}
     * @param nanos   time since the post
     */
    void visible(String records, long nanos);
}
