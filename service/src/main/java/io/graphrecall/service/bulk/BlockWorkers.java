package io.graphrecall.service.bulk;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.ProcessorSupplier;
import com.hazelcast.jet.core.processor.Processors;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.IntStream;

/** Workers of one member in one execution of a job. They share the opened task. */
final class BlockWorkers implements ProcessorSupplier {

    private static final long serialVersionUID = 1;

    private final String job;
    private transient @Nullable SharedTask task;
    private transient @Nullable HazelcastInstance hazelcast;

    BlockWorkers(String job) {
        this.job = job;
    }

    @Override
    public void init(Context context) {
        hazelcast = context.hazelcastInstance();
        task = new SharedTask(hazelcast, job);
    }

    @Override
    public Collection<? extends Processor> get(int count) {
        HazelcastInstance member = Objects.requireNonNull(hazelcast);
        SharedTask shared = Objects.requireNonNull(task);
        // The count is that of the member with most threads.
        int threads = BulkMember.of(member).threads();
        return IntStream.range(0, count)
                .<Processor>mapToObj(i -> i < threads ? new BlockWorker(member, job, shared) : Processors.noopP().get())
                .toList();
    }

    @Override
    public boolean closeIsCooperative() {
        return false;
    }

    @Override
    public void close(@Nullable Throwable error) {
        if (task != null) {
            task.close();
        }
    }
}
