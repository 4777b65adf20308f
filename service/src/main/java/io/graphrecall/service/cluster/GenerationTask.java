package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import io.graphrecall.generation.GenerationId;
import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.Callable;

/** One step of one member on the way to another generation, asked for by any member. */
final class GenerationTask implements Callable<Integer>, HazelcastInstanceAware, Serializable {

    private static final long serialVersionUID = 1;

    /** What a member can be asked. */
    enum Step {
        /** Whether the generation is in this member's store: the number of its blocks, -1 where it is not. */
        HAS,
        /** Put a window of blocks into the shared map. */
        OFFER,
        /** Fetch it where it is lacking, verify it, open it and warm it up. */
        INDEX,
        /** Let the indexed one serve. */
        SWITCH,
        /** Forget the indexed one. */
        DISCARD
    }

    private final Step step;
    private final String generation;
    private final String taker;
    private final int from;
    private transient @Nullable HazelcastInstance hazelcast;

    private GenerationTask(Step step, GenerationId generation, String taker, int from) {
        this.step = step;
        this.generation = generation.value();
        this.taker = taker;
        this.from = from;
    }

    static GenerationTask of(Step step, GenerationId generation) {
        return new GenerationTask(step, generation, "", 0);
    }

    static GenerationTask offer(GenerationId generation, String taker, int from) {
        return new GenerationTask(Step.OFFER, generation, taker, from);
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
            case OFFER -> member.offer(id, taker, from);
            case INDEX -> member.index(id);
            case SWITCH -> member.switchTo(id);
            case DISCARD -> member.discard(id);
        }
        return 0;
    }
}
