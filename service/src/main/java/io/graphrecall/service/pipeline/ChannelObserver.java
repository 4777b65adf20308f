package io.graphrecall.service.pipeline;

/** Hears of every channel run; for metrics. Implementations are thread-safe and quick. */
public interface ChannelObserver {

    /** Hears and does nothing. */
    ChannelObserver NONE = run -> {
    };

    void ran(ChannelRun run);
}
