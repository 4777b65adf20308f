package io.graphrecall.content.encode;

import io.graphrecall.schema.parallel.BlockHost;
import io.graphrecall.schema.parallel.BlockTask;
import io.graphrecall.schema.parallel.OpenTask;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;

/** Task to encode texts, {@value #TEXTS} per block. The result of a block is its vectors, [texts, dimension]. */
final class TextTask implements BlockTask<float[][]> {

    private static final long serialVersionUID = 1;

    /** Texts per block. */
    static final int TEXTS = 1024;

    private final List<String> texts;
    private final @Nullable EncoderModel model;
    private final int threads;
    /** Encoder of this machine; null on another one. */
    private final transient @Nullable TextEncoder here;

    /** Creates a task that only this machine can run. */
    TextTask(List<String> texts, TextEncoder here) {
        this(texts, here, null, 1);
    }

    /**
     * Creates a task for any machine. On another machine, each thread makes an encoder.
     *
     * @param here    encoder on this machine
     * @param threads threads per batch
     */
    TextTask(List<String> texts, TextEncoder here, @Nullable EncoderModel model, int threads) {
        this.texts = List.copyOf(texts);
        this.model = model;
        this.threads = threads;
        this.here = here;
    }

    @Override
    public int blocks() {
        return Math.ceilDiv(texts.size(), TEXTS);
    }

    /** Returns the texts of a block. */
    List<String> texts(int block) {
        return texts.subList(block * TEXTS, Math.min(texts.size(), (block + 1) * TEXTS));
    }

    @Override
    public OpenTask<float[][]> open(BlockHost host) {
        TextEncoder shared = here;
        if (shared != null) {
            return () -> block -> shared.encode(texts(block));
        }
        EncoderModel known = Objects.requireNonNull(model, "an encoder of this machine alone");
        Queue<TextEncoder> encoders = new ConcurrentLinkedQueue<>();
        return new OpenTask<>() {
            @Override
            public IntFunction<float[][]> computer() {
                TextEncoder own = new OnnxTextEncoder(known, threads);
                encoders.add(own);
                return block -> own.encode(texts(block));
            }

            @Override
            public void close() {
                encoders.forEach(TextEncoder::close);
            }
        };
    }
}
