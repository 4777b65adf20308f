package io.graphrecall.service.bulk;

import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.client.HazelcastClientOfflineException;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.jet.JetException;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.map.IMap;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.parallel.BlockRunner;
import io.graphrecall.schema.parallel.BlockTask;
import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runner over all members of a cluster, as a job of Hazelcast Jet. Each member takes a block, computes it and takes the
 * next; results wait in a shared map until the command consumes them. If a member leaves, the job begins again with the
 * blocks that are not finished. Thread-safe; calls block.
 */
public final class MemberBlocks implements BlockRunner {

    private static final long MAX_PAUSE_MS = 50;
    /** Maximum starts of a job that gives no result. */
    private static final int MAX_ATTEMPTS = 10;
    private static final long MAX_CANCEL_SECONDS = 30;

    private final HazelcastInstance client;

    /** @param client client of the cluster */
    public MemberBlocks(HazelcastInstance client) {
        this.client = client;
    }

    /**
     * {@inheritDoc}
     *
     * @throws RecallException also with code CONFLICT if a member runs another version; UNAVAILABLE if all members are lost
     */
    @Override
    public <R extends Serializable> void run(BlockTask<R> task, Consumer<R> sink) {
        if (task.blocks() == 0) {
            return;
        }
        String job = UUID.randomUUID().toString();
        try {
            int threads = threads(client.getCluster().getMembers());
            TaskChunks.write(task, BulkMaps.task(client, job));
            BulkMaps.states(client).set(job, new JobState(task.blocks()));
            consume(task, job, new SentInputs(task, BulkMaps.inputs(client, job), threads), sink);
        } catch (HazelcastException | HazelcastInstanceNotActiveException | HazelcastClientNotActiveException
                | HazelcastClientOfflineException e) {
            throw Thread.currentThread().isInterrupted() || e.getCause() instanceof InterruptedException
                    ? interrupted(e)
                    : new RecallException(Code.UNAVAILABLE, "the members of the cluster are lost: " + e.getMessage(),
                            e);
        } finally {
            uninterrupted(() -> BulkMaps.delete(client, job));
        }
    }

    /** Returns the number of threads of all members. */
    private static int threads(Set<Member> members) {
        int threads = 0;
        for (Member member : members) {
            String version = member.getAttribute(BulkMember.VERSION);
            if (!BulkMember.version().equals(version)) {
                throw new RecallException(Code.CONFLICT, "member " + member.getAddress() + " runs version " + version
                        + ", this command is of version " + BulkMember.version() + ": use the same version");
            }
            threads += threads(member);
        }
        return threads;
    }

    /** A member of a cluster takes work; one that runs alone cannot be reached. */
    private static int threads(Member member) {
        return Integer.parseInt(member.getAttribute(BulkMember.THREADS));
    }

    private Job submit(BlockTask<?> task, String job) {
        DAG dag = new DAG();
        int threads = client.getCluster().getMembers().stream().mapToInt(MemberBlocks::threads).max().orElse(1);
        dag.newVertex("blocks", ProcessorMetaSupplier.of(new BlockWorkers(job))).localParallelism(threads);
        return client.getJet().newJob(dag, new JobConfig()
                .setName(task.getClass().getSimpleName() + " " + job)
                .setProcessingGuarantee(ProcessingGuarantee.NONE)
                .setAutoScaling(true)
                .setMetricsEnabled(false));
    }

    private <R extends Serializable> void consume(
            BlockTask<R> task, String job, SentInputs inputs, Consumer<R> sink) {
        IMap<Integer, R> results = BulkMaps.results(client, job);
        Job running = submit(task, job);
        try {
            long pause = 1;
            int attempts = 0;
            for (int next = 0; next < task.blocks();) {
                throwIfInterrupted();
                boolean ended = running.getFuture().isDone();
                int consumed = next;
                boolean sent = inputs.send(consumed);
                int available = inputs.end();
                int end = BulkMaps.step(client, job, state -> state.consume(consumed, available));
                if (end == next || end == JobState.GONE) {
                    if (ended) {
                        // Without a failed block, a result was lost, or members lost each other while the job started.
                        throwFailure(BulkMaps.states(client).get(job), running, attempts++);
                        running = submit(task, job);
                    }
                    if (!sent) {
                        Thread.sleep(pause);
                        pause = Math.min(MAX_PAUSE_MS, 2 * pause);
                    }
                    continue;
                }
                pause = 1;
                // The members get new work as soon as a result makes room for its input.
                for (boolean more = true; more && next < end; next++) {
                    throwIfInterrupted();
                    R result = results.get(next);
                    if (result == null) {
                        int lost = next;
                        BulkMaps.step(client, job, state -> {
                            state.lose(lost);
                            return 0;
                        });
                        break;
                    }
                    sink.accept(result);
                    results.delete(next);
                    more = !inputs.delete(next);
                    attempts = 0;
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            Job last = running;
            uninterrupted(() -> cancel(last));
        }
    }

    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static RecallException interrupted(Exception cause) {
        Thread.currentThread().interrupt();
        return new RecallException(Code.CANCELLED, "interrupted", cause);
    }

    /** @param attempts starts of the job since the last result */
    private static void throwFailure(@Nullable JobState state, Job ended, int attempts) {
        RecallException failure = state == null ? null : state.failure();
        if (failure != null) {
            throw failure;
        }
        if (state == null) {
            throw new RecallException(Code.UNAVAILABLE,
                    "the job was lost: more than one member left the cluster at once; run the command again");
        }
        if (attempts == MAX_ATTEMPTS) {
            throw new RecallException(Code.UNAVAILABLE, "the job fails again and again; see the logs of the members",
                    ended.getFuture().isCompletedExceptionally() ? ended.getFuture().exceptionNow() : null);
        }
    }

    private static void cancel(Job job) {
        try {
            if (!job.getFuture().isDone()) {
                job.cancel();
            }
            job.getFuture().get(MAX_CANCEL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | CancellationException | TimeoutException | JetException e) {
            // It has ended already, or goes on until its members miss the command.
        }
    }

    /** Runs a clean-up with the interrupt flag cleared. The members free what it could not reach, after a minute or a day. */
    private static void uninterrupted(Runnable cleanUp) {
        boolean interrupted = Thread.interrupted();
        try {
            cleanUp.run();
        } catch (HazelcastException | HazelcastInstanceNotActiveException | HazelcastClientNotActiveException
                | HazelcastClientOfflineException e) {
            // The connection is lost; the caller gets that error.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
