package io.graphrecall.schema.parallel;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Parallel executor of one function on many inputs that delivers the results in the order of the inputs. */
public final class OrderedExecutor {

    /** Maximum number of pending results per thread. */
    private static final int MAX_PENDING_PER_THREAD = 64;

    private final int threads;

    /** Creates an executor with one thread per core. */
    public OrderedExecutor() {
        this(Runtime.getRuntime().availableProcessors());
    }

    OrderedExecutor(int threads) {
        this.threads = threads;
    }

    /**
     * Applies the function to all inputs. The first failure stops the run and is rethrown.
     *
     * @param function called from several threads
     * @param sink     consumer of the results, called from the thread of the caller
     * @throws RecallException with code CANCELLED if the thread of the caller is interrupted
     */
    public <T, R> void run(Iterator<T> inputs, Function<T, R> function, Consumer<R> sink) {
        Deque<Future<R>> pending = new ArrayDeque<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            try {
                while (inputs.hasNext()) {
                    throwIfInterrupted();
                    T input = inputs.next();
                    pending.add(pool.submit(() -> function.apply(input)));
                    if (pending.size() > threads * MAX_PENDING_PER_THREAD) {
                        sink.accept(pending.remove().get());
                    }
                }
                while (!pending.isEmpty()) {
                    throwIfInterrupted();
                    sink.accept(pending.remove().get());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RecallException(Code.CANCELLED, "interrupted", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            } finally {
                pool.shutdownNow();
            }
        }
    }

    /** {@code Future.get} of a completed result does not check for interrupts. */
    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
    }
}
