package io.graphrecall.service.bulk;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.jet.core.Outbox;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.Watermark;
import com.hazelcast.map.IMap;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * One thread of a member in a job: takes a block, computes it, stores the result, and so on until all blocks are taken.
 * Fast members take more blocks.
 */
final class BlockWorker implements Processor {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long PAUSE_UNTIL_READY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final HazelcastInstance hazelcast;
    private final String job;
    private final BlockWorkers workers;
    private final IMap<Integer, Object> results;
    private long execution;
    private @Nullable IntFunction<?> computer;
    /** Finished block that the state does not know of; negative for none. */
    private int finished = -1;

    BlockWorker(HazelcastInstance hazelcast, String job, BlockWorkers workers) {
        this.hazelcast = hazelcast;
        this.job = job;
        this.workers = workers;
        results = BulkMaps.results(hazelcast, job);
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    public boolean closeIsCooperative() {
        return false;
    }

    @Override
    public void init(Outbox outbox, Context context) {
        execution = context.executionId();
    }

    @Override
    public boolean tryProcessWatermark(Watermark watermark) {
        return true;
    }

    /** Computes one block. Returns true if none is left. Jet calls it again unless the job is cancelled. */
    @Override
    public boolean complete() {
        try {
            return step();
        } catch (HazelcastInstanceNotActiveException e) {
            throw e; // this member leaves, and the job goes on without it
        } catch (RuntimeException | Error e) {
            if (BulkMember.of(hazelcast).isClosing()) {
                return false; // the services close under the block, which another member computes when this one has left
            }
            RecallException failure = failure(e);
            BulkMaps.step(hazelcast, job, state -> {
                state.fail(failure);
                return 0;
            });
            throw failure;
        }
    }

    private boolean step() {
        if (computer == null) {
            computer = workers.computer();
        }
        IntFunction<?> function = computer;
        if (function == null) {
            long looking = execution;
            return ended(BulkMaps.step(hazelcast, job,
                    state -> state.isAllTaken(looking) ? JobState.ALL_TAKEN : JobState.WAIT), PAUSE_UNTIL_READY_NANOS);
        }
        int[] next = {JobState.WAIT};
        BulkMember.of(hazelcast).compute(() -> {
            next[0] = takeNext(execution, finished);
            finished = -1;
            if (next[0] >= 0) {
                compute(function, next[0]);
            }
        });
        return ended(next[0], PAUSE_NANOS);
    }

    /** Computes a block. A failure does not count if another worker has finished the block: its input may be deleted. */
    private void compute(IntFunction<?> function, int block) {
        try {
            results.set(block, function.apply(block));
            finished = block;
        } catch (RecallException e) {
            if (BulkMaps.step(hazelcast, job, state -> state.isFinished(block) ? 1 : 0) == 0) {
                throw e;
            }
        }
    }

    /** Returns true if this worker has no more blocks to compute; pauses if it has to wait for one. */
    private boolean ended(int answer, long pauseNanos) {
        switch (answer) {
            case JobState.ABANDONED -> {
                BulkMaps.delete(hazelcast, job);
                throw new RecallException(RecallException.Code.CANCELLED, "the command that started the job has ended");
            }
            case JobState.GONE -> throw new RecallException(
                    RecallException.Code.CANCELLED, "the job is cancelled, or its state was lost with several members");
            case JobState.WAIT -> LockSupport.parkNanos(pauseNanos);
            default -> {
                // A block was computed, or there are no more.
            }
        }
        return answer == JobState.ALL_TAKEN;
    }

    /**
     * Finishes a block and takes the next one.
     *
     * @param computed block whose result is stored; negative for none
     */
    private int takeNext(long current, int computed) {
        return BulkMaps.step(hazelcast, job, state -> {
            if (computed >= 0) {
                state.finish(computed);
            }
            return state.take(current, System.currentTimeMillis());
        });
    }

    /** Returns the failure of the job, without its cause, whose class other members may refuse and the command may not know. */
    private RecallException failure(Throwable cause) {
        String member = "member " + hazelcast.getCluster().getLocalMember().getAddress();
        return cause instanceof RecallException known
                ? new RecallException(known.code(), member + ": " + known.getMessage())
                : new RecallException(RecallException.Code.UNAVAILABLE, member + " failed: " + cause);
    }
}
