package io.graphrecall.service.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * One step of the switch to another generation, sent to a member. A member that still starts ignores it: it serves the
 * generation of the pointer as soon as it can.
 */
final class GenerationTask<T> implements Callable<@Nullable T>, HazelcastInstanceAware, Serializable {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(GenerationTask.class);

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
    public @Nullable T call() {
        HazelcastInstance own = Objects.requireNonNull(hazelcast, "set before the call");
        GenerationMember member = GenerationMember.of(own);
        try {
            return member == null ? null : step.apply(member);
        } catch (RuntimeException | Error e) { // without its cause: a member that refuses its class waits for the response
            if (e instanceof RecallException known) {
                throw new RecallException(known.code(), String.valueOf(known.getMessage()));
            }
            LOG.error("A step of the switch to another generation failed", e);
            throw new RecallException(RecallException.Code.UNAVAILABLE,
                    "member " + own.getCluster().getLocalMember().getAddress() + " failed: " + e);
        }
    }
}
