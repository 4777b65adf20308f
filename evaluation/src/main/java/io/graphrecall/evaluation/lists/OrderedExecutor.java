package io.graphrecall.evaluation.lists;

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

/** Does the same work on many inputs, on all cores, and hands out the results in the order of the inputs. */
public final class OrderedExecutor {

    /** How many results may wait for an earlier one, a thread. */
    private static final int AHEAD = 64;

    private final int threads;

    /** One thread a core. */
    public OrderedExecutor() {
        this(Runtime.getRuntime().availableProcessors());
    }

    OrderedExecutor(int threads) {
        this.threads = threads;
    }

    /**
     * Works through the inputs. The first failure ends it, with its own exception.
     *
     * @param work called from several threads
     * @param sink called from the caller's thread
     * @throws RecallException with code CANCELLED where the caller's thread is interrupted
     */
    public <T, R> void run(Iterator<T> inputs, Function<T, R> work, Consumer<R> sink) {
        Deque<Future<R>> waiting = new ArrayDeque<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            try {
                while (inputs.hasNext()) {
                    throwIfInterrupted();
                    T input = inputs.next();
                    waiting.add(pool.submit(() -> work.apply(input)));
                    if (waiting.size() > threads * AHEAD) {
                        sink.accept(waiting.remove().get());
                    }
                }
                while (!waiting.isEmpty()) {
                    throwIfInterrupted();
                    sink.accept(waiting.remove().get());
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

    /** A result that is there already is handed out without a look at interrupts. */
    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
    }
}
