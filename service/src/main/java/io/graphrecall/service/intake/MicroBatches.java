package io.graphrecall.service.intake;

import io.graphrecall.cypher.GraphCircuit;
import io.graphrecall.loaders.ingest.Rejection;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;

/**
 * Micro-batching: collects concurrent posts into batches, which one thread commits. A caller blocks until its batch is
 * committed and visible. The next batches are committed in the meantime. Thread-safe.
 */
final class MicroBatches<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MicroBatches.class);
    /** Maximum number of committed batches that are not yet visible. */
    private static final int MAX_PUBLISHING = 64;

    private final String name;
    private final IntakeParameters parameters;
    private final GraphCircuit circuit;
    private final ObjLongConsumer<String> onVisible;
    private final Function<List<T>, WriteReport> writer;
    private final Publisher<T> publisher;
    private final BlockingQueue<Post<T>> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Semaphore publishing = new Semaphore(MAX_PUBLISHING);
    private final Thread thread;
    /** Guarded by this object's lock. No post is queued once it is true. */
    private boolean closed;

    interface Publisher<T> {

        /**
         * Begins to make committed records visible to recall.
         *
         * @param seq         sequence number of the graph after the last transaction
         * @param incremented true if that transaction incremented it
         * @return waits until they are visible; runs in another thread, beside later batches
         */
        Runnable publish(List<T> accepted, long seq, boolean incremented);
    }

    /**
     * The records of one caller.
     *
     * @param last true for the empty post that ends the queue
     */
    private record Post<T>(List<T> records, CompletableFuture<Receipt> receipt, boolean last) {}

    /**
     * @param onVisible gets the name and the nanoseconds of a post when its records are visible
     * @param writer    commits a batch to the graph
     */
    MicroBatches(String name, IntakeParameters parameters, GraphCircuit circuit, ObjLongConsumer<String> onVisible,
            Function<List<T>, WriteReport> writer, Publisher<T> publisher) {
        this.name = name;
        this.parameters = parameters;
        this.circuit = circuit;
        this.onVisible = onVisible;
        this.writer = writer;
        this.publisher = publisher;
        this.thread = Thread.ofPlatform().name(name + "-writer").start(this::run);
    }

    /**
     * Writes records in order. Returns once they are committed and visible to recall.
     *
     * @throws RecallException OVERLOADED if too many records are waiting; UNAVAILABLE if the graph does not respond, warms
     *         up after an outage, or after {@link #close}, in which cases posting them again is safe
     */
    Receipt post(List<T> records) {
        long start = System.nanoTime();
        circuit.checkWrites();
        Post<T> post = new Post<>(List.copyOf(records), new CompletableFuture<>(), false);
        enqueue(post);
        try {
            Receipt receipt = circuit.await(post.receipt);
            onVisible.accept(name, System.nanoTime() - start);
            return receipt;
        } catch (RecallException e) { // thrown again with the stack of this thread
            throw new RecallException(e.code(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Number of records waiting to be written. */
    int waiting() {
        return waiting.get();
    }

    private synchronized void enqueue(Post<T> post) {
        if (closed) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "the service is shutting down");
        }
        int before = waiting.getAndAdd(post.records.size());
        // Room for a batch suffices, as a large post would wait for an empty queue as long as small ones arrive.
        if (before > 0 && before + Math.min(post.records.size(), parameters.maxBatch()) > parameters.maxQueue()) {
            waiting.addAndGet(-post.records.size());
            throw new RecallException(
                    RecallException.Code.OVERLOADED,
                    before + " " + name + " are waiting to be written, try again later");
        }
        queue.add(post);
    }

    private void run() {
        try {
            for (Post<T> first = queue.take(); !first.last; first = queue.take()) {
                List<Post<T>> posts = new ArrayList<>(List.of(first));
                boolean last = collect(posts);
                write(posts);
                if (last) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.error("the writer of {} was interrupted", name, e);
        }
    }

    /** Adds the posts that arrive within the window. Returns true if the last post has arrived. */
    private boolean collect(List<Post<T>> posts) throws InterruptedException {
        long deadline = System.nanoTime() + parameters.window().toNanos();
        int records = posts.getFirst().records.size();
        while (records < parameters.maxBatch()) {
            Post<T> post = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (post == null || post.last) {
                return post != null;
            }
            posts.add(post);
            records += post.records.size();
        }
        return false;
    }

    private void write(List<Post<T>> posts) {
        List<T> records = new ArrayList<>();
        posts.forEach(post -> records.addAll(post.records));
        publishing.acquireUninterruptibly();
        Committed<T> committed = commit(records);
        Throwable failure = committed.failure;
        if (failure != null && committed.accepted.isEmpty()) {
            end(records.size(), posts, () -> fail(posts, failure));
            return;
        }
        Runnable visible;
        try {
            visible = publisher.publish(committed.accepted, committed.seq, committed.incremented);
        } catch (RuntimeException | Error e) {
            end(records.size(), posts, () -> fail(posts, e));
            return;
        }
        Thread.ofVirtual().name(name + "-publisher").start(() -> {
            Runnable response = failure == null ? () -> respond(posts, committed) : () -> fail(posts, failure);
            try {
                visible.run();
            } catch (RuntimeException | Error e) {
                response = () -> fail(posts, e);
            }
            end(records.size(), posts, response);
        });
    }

    private void fail(List<Post<T>> posts, Throwable failure) {
        LOG.warn("could not write a batch of {}: {}", name, failure.toString());
        posts.forEach(post -> post.receipt.completeExceptionally(failure));
    }

    /** Ends a batch. A caller who has the response is no longer among those who wait. */
    private void end(int records, List<Post<T>> posts, Runnable response) {
        waiting.addAndGet(-records);
        try {
            response.run();
        } catch (RuntimeException | Error e) {
            fail(posts, e);
        } finally {
            publishing.release();
        }
    }

    private void respond(List<Post<T>> posts, Committed<T> committed) {
        int from = 0;
        for (Post<T> post : posts) {
            post.receipt.complete(receipt(committed, from, post.records.size()));
            from += post.records.size();
        }
    }

    /**
     * Outcome of a batch.
     *
     * @param accepted    records in the graph
     * @param reasons     reasons of rejections, by position
     * @param created     number of created nodes without a record, by label in lower case
     * @param seq         sequence number of the graph after the last transaction
     * @param incremented true if that transaction incremented it
     * @param failure     the reason why the records after some transactions are missing; null if there is none
     */
    private record Committed<T>(List<T> accepted, Map<Integer, String> reasons, Map<String, Integer> created, long seq,
            boolean incremented, @Nullable Throwable failure) {}

    /** Commits records, several transactions for a large post, until one fails. */
    private Committed<T> commit(List<T> records) {
        List<T> accepted = new ArrayList<>(records.size());
        Map<Integer, String> reasons = new HashMap<>();
        Map<String, Integer> created = new TreeMap<>();
        long seq = 0;
        boolean incremented = false;
        for (int from = 0; from < records.size(); from += parameters.maxBatch()) {
            List<T> part = records.subList(from, Math.min(records.size(), from + parameters.maxBatch()));
            try {
                WriteReport report = writer.apply(part);
                for (Rejection rejection : report.rejected()) {
                    reasons.put(from + rejection.index(), rejection.reason());
                }
                report.placeholders().forEach((label, number) -> {
                    if (label != NodeLabel.QUERY) { // a new search is no surprise
                        created.merge(label.label().toLowerCase(Locale.ROOT), number, Integer::sum);
                    }
                });
                seq = report.seq();
                incremented = report.incremented();
            } catch (RuntimeException | Error e) {
                return new Committed<>(accepted, reasons, created, seq, incremented, e);
            }
            for (int i = 0; i < part.size(); i++) {
                if (!reasons.containsKey(from + i)) {
                    accepted.add(part.get(i));
                }
            }
        }
        return new Committed<>(accepted, reasons, created, seq, incremented, null);
    }

    private static Receipt receipt(Committed<?> committed, int from, int size) {
        List<Rejection> rejected = new ArrayList<>(0);
        for (int i = 0; i < size; i++) {
            String reason = committed.reasons.get(from + i);
            if (reason != null) {
                rejected.add(new Rejection(i, reason));
            }
        }
        return new Receipt(size - rejected.size(), rejected, committed.seq, null,
                committed.created.isEmpty() ? null : committed.created, null);
    }

    /** Stops accepting posts and returns once those that are waiting are written. */
    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                queue.add(new Post<>(List.of(), new CompletableFuture<>(), true));
            }
        }
        try {
            thread.join();
            publishing.acquire(MAX_PUBLISHING);
            publishing.release(MAX_PUBLISHING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
