package io.graphrecall.schema.parallel;

import java.io.Serializable;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runner on the processors of this machine. Thread-safe. */
public final class LocalBlocks implements BlockRunner {

    /** Runner of tasks that need no services. */
    public static final LocalBlocks PLAIN = new LocalBlocks(BlockHost.NONE);

    private final BlockHost host;

    /** @param host services that tasks use */
    public LocalBlocks(BlockHost host) {
        this.host = host;
    }

    @Override
    public <R extends Serializable> void run(BlockTask<R> task, Consumer<R> sink) {
        try (OpenTask<R> open = task.open(host)) {
            ThreadLocal<IntFunction<R>> computers = ThreadLocal.withInitial(open::computer);
            new OrderedExecutor().run(IntStream.range(0, task.blocks()).iterator(),
                    block -> computers.get().apply(block), sink);
        }
    }
}
