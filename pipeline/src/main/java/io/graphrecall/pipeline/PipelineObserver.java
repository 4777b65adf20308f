package io.graphrecall.pipeline;

import java.util.List;

/**
 * A listener for the stages of recalls, used for metrics and traces. It is called in the thread of the request.
 * Implementations are thread-safe and fast.
 */
public interface PipelineObserver {

    /** Ignores everything. */
    PipelineObserver NONE = run -> {
    };

    /** Called when a channel has run. */
    void ran(ChannelRun run);

    /**
     * Called when another stage has ended.
     *
     * @param beganNanos {@link System#nanoTime} of its beginning
     */
    default void ended(String stage, long beganNanos, long tookNanos) {}

    /** Returns a listener that calls others, in order. */
    static PipelineObserver all(List<PipelineObserver> observers) {
        List<PipelineObserver> each = List.copyOf(observers);
        return new PipelineObserver() {
            @Override
            public void ran(ChannelRun run) {
                each.forEach(observer -> observer.ran(run));
            }

            @Override
            public void ended(String stage, long beganNanos, long tookNanos) {
                each.forEach(observer -> observer.ended(stage, beganNanos, tookNanos));
            }
        };
    }
}
