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
    private final SharedTask task;
    private final IMap<String, JobState> states;
    private final IMap<Integer, Object> results;
    private long execution;
    private @Nullable IntFunction<?> computer;
    /** Finished block that the state does not know of; negative for none. */
    private int finished = -1;

    BlockWorker(HazelcastInstance hazelcast, String job, SharedTask task) {
        this.hazelcast = hazelcast;
        this.job = job;
        this.task = task;
        states = BulkMaps.states(hazelcast);
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
            states.executeOnKey(job, new JobStep.Fail(BlockFailure.of(name(), e)));
            throw e;
        }
    }

    private boolean step() {
        if (computer == null) {
            computer = task.computer();
        }
        IntFunction<?> function = computer;
        if (function == null) {
            return ended(states.executeOnKey(job, new JobStep.Look(execution)), PAUSE_UNTIL_READY_NANOS);
        }
        int[] next = {JobState.WAIT};
        BulkMember.of(hazelcast).compute(() -> {
            next[0] = states.executeOnKey(job, new JobStep.Next(execution, finished));
            finished = -1;
            if (next[0] >= 0) {
                results.set(next[0], function.apply(next[0]));
                finished = next[0];
            }
        });
        return ended(next[0], PAUSE_NANOS);
    }

    /** Returns true if this worker has no more blocks to compute; pauses if it has to wait for one. */
    private boolean ended(int answer, long pauseNanos) {
        switch (answer) {
            case JobState.ABANDONED -> {
                BulkMaps.delete(hazelcast, job);
                throw new RecallException(RecallException.Code.CANCELLED, "the command that started the job has ended");
            }
            case JobStep.GONE -> throw new RecallException(
                    RecallException.Code.CANCELLED, "the job is cancelled, or its state was lost with several members");
            case JobState.WAIT -> LockSupport.parkNanos(pauseNanos);
            default -> {
                // A block was computed, or there are no more.
            }
        }
        return answer == JobState.ALL_TAKEN;
    }

    private String name() {
        return hazelcast.getCluster().getLocalMember().getAddress().toString();
    }
}
