package io.graphrecall.pipeline.testing;

import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** A channel that blocks until the test opens it, and returns nothing. Starts shut. */
public final class GateChannel implements RecallChannel {

    private final boolean immediate;
    private final Semaphore arrivals = new Semaphore(0);
    private volatile CountDownLatch opened = new CountDownLatch(1);

    public GateChannel(boolean immediate) {
        this.immediate = immediate;
    }

    @Override
    public String id() {
        return "gate";
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        arrivals.release();
        try {
            opened.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ChannelResult.NOTHING;
    }

    @Override
    public boolean immediate() {
        return immediate;
    }

    /** One permit for each recall that arrived and was not counted yet. */
    public Semaphore arrivals() {
        return arrivals;
    }

    public void open() {
        opened.countDown();
    }

    /** Blocks further recalls, and forgets the arrivals. */
    public void shut() {
        opened = new CountDownLatch(1);
        arrivals.drainPermits();
    }
}
