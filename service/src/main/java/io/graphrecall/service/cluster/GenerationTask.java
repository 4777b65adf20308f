package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import io.graphrecall.generation.GenerationId;
import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.Callable;

/** One step of the switch to another generation, sent to a member. */
final class GenerationTask implements Callable<Integer>, HazelcastInstanceAware, Serializable {

    private static final long serialVersionUID = 1;

    /** The steps that a member can run. */
    enum Step {
        /** Return the number of the generation's blocks, or -1 if the member's store does not have it. */
        HAS,
        /** Put a window of blocks into the shared map. */
        SEND,
        /** Fetch the generation if it is missing, verify it, open it and warm it up. */
        PREPARE,
        /** Serve the prepared generation. */
        SWITCH,
        /** Drop the prepared generation. */
        DISCARD
    }

    private final Step step;
    private final String generation;
    private final String receiver;
    private final int from;
    private transient @Nullable HazelcastInstance hazelcast;

    private GenerationTask(Step step, GenerationId generation, String receiver, int from) {
        this.step = step;
        this.generation = generation.value();
        this.receiver = receiver;
        this.from = from;
    }

    static GenerationTask of(Step step, GenerationId generation) {
        return new GenerationTask(step, generation, "", 0);
    }

    static GenerationTask send(GenerationId generation, String receiver, int from) {
        return new GenerationTask(Step.SEND, generation, receiver, from);
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance hazelcastInstance) {
        hazelcast = hazelcastInstance;
    }

    @Override
    public Integer call() {
        GenerationMember member = GenerationMember.of(Objects.requireNonNull(hazelcast, "set before the call"));
        GenerationId id = new GenerationId(generation);
        switch (step) {
            case HAS -> {
                return member.blockCount(id);
            }
            case SEND -> member.send(id, receiver, from);
            case PREPARE -> member.prepare(id);
            case SWITCH -> member.switchTo(id);
            case DISCARD -> member.discard(id);
        }
        return 0;
    }
}
