package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** One step of the switch to another generation, sent to a member. */
final class GenerationTask<T> implements Callable<T>, HazelcastInstanceAware, Serializable {

    private static final long serialVersionUID = 1;

    private final Step<T> step;
    private transient @Nullable HazelcastInstance hazelcast;

    GenerationTask(Step<T> step) {
        this.step = step;
    }

    /** The work of the member. */
    interface Step<T> extends Function<GenerationMember, T>, Serializable {}

    @Override
    public void setHazelcastInstance(HazelcastInstance hazelcastInstance) {
        hazelcast = hazelcastInstance;
    }

    @Override
    public T call() {
        return step.apply(GenerationMember.of(Objects.requireNonNull(hazelcast, "set before the call")));
    }
}
