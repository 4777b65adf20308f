package io.graphrecall.service.bulk;

import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.parallel.OpenTask;
import org.jspecify.annotations.Nullable;

import java.util.function.IntFunction;

/** Task of a job, opened once per member for all its workers. Thread-safe. */
final class SharedTask implements AutoCloseable {

    /** Maximum time until a member is ready for a task, for instance until it serves the generation. */
    private static final long MAX_WAIT_MS = 60_000;

    private final HazelcastInstance hazelcast;
    private final String job;
    private final long begun = System.currentTimeMillis();
    private @Nullable OpenTask<?> opened;

    SharedTask(HazelcastInstance hazelcast, String job) {
        this.hazelcast = hazelcast;
        this.job = job;
    }

    /**
     * Returns a function from the number of a block to its result, for one thread; null if this member is not ready
     * yet.
     *
     * @throws RecallException if it cannot compute the task, or is not ready for a minute
     */
    synchronized @Nullable IntFunction<?> computer() {
        if (opened == null) {
            try {
                opened = TaskChunks.read(BulkMaps.task(hazelcast, job)).open(BulkMember.of(hazelcast));
            } catch (RecallException e) {
                if (e.code() != RecallException.Code.UNAVAILABLE
                        || System.currentTimeMillis() - begun > MAX_WAIT_MS) {
                    throw e;
                }
                return null;
            }
        }
        return opened.computer();
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }
}
