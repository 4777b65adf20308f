package io.graphrecall.service.bulk;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.ProcessorSupplier;
import com.hazelcast.jet.core.processor.Processors;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.parallel.BlockHost;
import io.graphrecall.schema.parallel.OpenTask;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Workers of one member in one execution of a job, and the task, which is opened once for all of them. Thread-safe. */
final class BlockWorkers implements ProcessorSupplier {

    private static final long serialVersionUID = 1;

    /** Maximum time until a member is ready for a task, for instance until it serves the generation. */
    private static final long MAX_WAIT_MS = 60_000;

    private final String job;
    private transient @Nullable HazelcastInstance hazelcast;
    private transient long begun;
    private transient @Nullable OpenTask<?> opened;

    BlockWorkers(String job) {
        this.job = job;
    }

    @Override
    public void init(Context context) {
        hazelcast = context.hazelcastInstance();
        begun = System.currentTimeMillis();
    }

    @Override
    public Collection<? extends Processor> get(int count) {
        HazelcastInstance member = Objects.requireNonNull(hazelcast);
        // The count is that of the member with most threads.
        int threads = BulkMember.of(member).threads();
        return IntStream.range(0, count)
                .<Processor>mapToObj(i -> i < threads ? new BlockWorker(member, job, this) : Processors.noopP().get())
                .toList();
    }

    /**
     * Returns a function from the number of a block to its result, for one thread; null if this member is not ready
     * yet.
     *
     * @throws RecallException if it cannot compute the task, or is not ready for a minute
     */
    synchronized @Nullable IntFunction<?> computer() {
        if (opened == null) {
            HazelcastInstance member = Objects.requireNonNull(hazelcast);
            try {
                opened = TaskChunks.read(BulkMaps.task(member, job)).open(host(member));
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

    /** Returns a member with the inputs of the job's blocks. */
    private BlockHost host(HazelcastInstance member) {
        return new BlockHost() {
            @Override
            public <T> T service(Class<T> type) {
                return BulkMember.of(member).service(type);
            }

            @Override
            public byte[] input(int block) {
                byte[] input = BulkMaps.inputs(member, job).get(block);
                if (input == null) {
                    throw new RecallException(RecallException.Code.UNAVAILABLE,
                            "the input of a block was lost: more than one member left the cluster at once; run the command again");
                }
                return input;
            }
        };
    }

    @Override
    public boolean closeIsCooperative() {
        return false;
    }

    @Override
    public synchronized void close(@Nullable Throwable error) {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }
}
