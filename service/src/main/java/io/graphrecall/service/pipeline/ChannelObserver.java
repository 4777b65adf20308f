package io.graphrecall.service.pipeline;

/** A listener for channel runs, used for metrics. Implementations are thread-safe and fast. */
public interface ChannelObserver {

    /** Ignores every run. */
    ChannelObserver NONE = run -> {
    };

    void ran(ChannelRun run);
}
