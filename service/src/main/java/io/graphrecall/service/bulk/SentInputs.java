package io.graphrecall.service.bulk;

import com.hazelcast.map.IMap;
import io.graphrecall.schema.parallel.BlockTask;

import java.util.ArrayDeque;
import java.util.Deque;

/** Blocks that members may take, with their inputs, which the command sends ahead of the results. For one thread. */
final class SentInputs {

    /** Blocks per thread of the members that may be taken and not consumed, which bounds the memory for results. */
    private static final int WINDOW_PER_THREAD = 8;
    /** Bytes of inputs per thread of the members, unless one block has more. */
    private static final long MAX_BYTES_PER_THREAD = 4 << 20;

    private final BlockTask<?> task;
    private final IMap<Integer, byte[]> inputs;
    private final int threads;
    /** Sizes of the inputs of the blocks that are available and not consumed. */
    private final Deque<Integer> sizes = new ArrayDeque<>();
    private long bytes;
    private int end;

    SentInputs(BlockTask<?> task, IMap<Integer, byte[]> inputs, int threads) {
        this.task = task;
        this.inputs = inputs;
        this.threads = threads;
    }

    /** End of the blocks that are available. */
    int end() {
        return end;
    }

    /**
     * Makes the next blocks available, up to one with an input. Returns true if it has sent an input.
     *
     * @param consumed number of blocks whose results are consumed
     */
    boolean send(int consumed) {
        int limit = (int) Math.min(task.blocks(), consumed + (long) WINDOW_PER_THREAD * threads);
        while (end < limit && (end == consumed || bytes < MAX_BYTES_PER_THREAD * threads)) {
            byte[] input = task.input(end);
            sizes.add(input == null ? 0 : input.length);
            if (input == null) {
                end++;
                continue;
            }
            inputs.set(end++, input);
            bytes += input.length;
            return true;
        }
        return false;
    }

    /** Deletes the input of the first block whose result was not consumed until now. Returns true if it had one. */
    boolean delete(int block) {
        int size = sizes.remove();
        if (size > 0) {
            bytes -= size;
            inputs.delete(block);
        }
        return size > 0;
    }
}
