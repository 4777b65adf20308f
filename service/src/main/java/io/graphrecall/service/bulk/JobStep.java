package io.graphrecall.service.bulk;

import com.hazelcast.map.EntryProcessor;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Atomic step on the state of a job, sent to the member that stores it. */
sealed interface JobStep extends EntryProcessor<String, JobState, Integer> {

    /** Result if there is no such job any more. */
    int GONE = -4;

    int apply(JobState state);

    @Override
    default Integer process(Map.Entry<String, @Nullable JobState> entry) {
        JobState state = entry.getValue();
        if (state == null) {
            return GONE;
        }
        int result = apply(state);
        entry.setValue(state);
        return result;
    }

    /**
     * Finishes a block and takes the next one.
     *
     * @param finished block whose result is stored; negative for none
     */
    record Next(long execution, int finished) implements JobStep {

        @Override
        public int apply(JobState state) {
            if (finished >= 0) {
                state.finish(finished);
            }
            return state.take(execution, System.currentTimeMillis());
        }
    }

    /** Returns {@link JobState#ALL_TAKEN} or {@link JobState#WAIT} without taking a block. */
    record Look(long execution) implements JobStep {

        @Override
        public int apply(JobState state) {
            return state.isAllTaken(execution) ? JobState.ALL_TAKEN : JobState.WAIT;
        }
    }

    /** Consumes the first blocks. Returns the end of the finished ones that follow. */
    record Consume(int count) implements JobStep {

        @Override
        public int apply(JobState state) {
            return state.consume(count, System.currentTimeMillis());
        }
    }

    /** Marks a block whose result is lost. */
    record Lose(int block) implements JobStep {

        @Override
        public int apply(JobState state) {
            state.lose(block);
            return 0;
        }
    }

    /** Records a failure. */
    record Fail(BlockFailure failure) implements JobStep {

        @Override
        public int apply(JobState state) {
            state.fail(failure);
            return 0;
        }
    }
}
