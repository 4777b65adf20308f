package io.graphrecall.content.encode;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A sentence encoder run by ONNX Runtime. The model is loaded, in about a second, when the first text comes; from then
 * on it holds native memory of about its size, 95 MB, until closed. Texts of like length are encoded together, so that
 * little is spent on padding; a text of more than {@value #MAX_TOKENS} tokens is cut. The same text has the same vector,
 * up to rounding, whatever it is encoded with. Thread-safe: one call works at a time.
 */
public final class OnnxTextEncoder implements TextEncoder {

    static final int MAX_TOKENS = 256;

    /** Tokens that are encoded together, padding included. */
    private static final int BATCH_TOKENS = 2_048;

    private final EncoderModel kind;
    private final int threads;
    private @Nullable OnnxSession session;
    private boolean closed;

    /**
     * An encoder whose model is not loaded yet.
     *
     * @param threads how many threads work on a batch; they spin while they wait for each other, so more than one pays
     *                only where as many cores are idle
     */
    public OnnxTextEncoder(EncoderModel kind, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads of the text encoder are " + threads + ", must be at least 1");
        }
        this.kind = kind;
        this.threads = threads;
    }

    @Override
    public String name() {
        return kind.modelName() + "/" + MAX_TOKENS;
    }

    @Override
    public int dimension() {
        return kind.dimension();
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.graphrecall.schema.RecallException with code UNAVAILABLE where the native libraries cannot be loaded on
     *                                               this machine
     */
    @Override
    public synchronized float[][] encode(List<String> texts) {
        float[][] vectors = new float[texts.size()][kind.dimension()];
        int[] telling = IntStream.range(0, texts.size()).filter(i -> isTelling(texts.get(i))).toArray();
        if (telling.length == 0) {
            return vectors;
        }
        OnnxSession open = session();
        List<long[]> tokens = open.tokens(IntStream.of(telling).mapToObj(texts::get).toList());
        int[] byLength = IntStream.range(0, telling.length).boxed()
                .sorted(Comparator.comparingInt((Integer i) -> tokens.get(i).length))
                .mapToInt(Integer::intValue).toArray();
        for (int from = 0, to; from < byLength.length; from = to) {
            to = batchEnd(byLength, from, tokens);
            List<long[]> batch = Arrays.stream(byLength, from, to).mapToObj(tokens::get).toList();
            int length = batch.getLast().length;
            float[] output = open.run(batch, length);
            for (int i = 0; i < batch.size(); i++) {
                pool(output, i * length, batch.get(i).length, vectors[telling[byLength[from + i]]]);
            }
        }
        return vectors;
    }

    private static boolean isTelling(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private OnnxSession session() {
        if (closed) {
            throw new IllegalStateException("the text encoder is closed");
        }
        OnnxSession open = session;
        if (open == null) {
            open = OnnxSession.open(kind, MAX_TOKENS, threads);
            session = open;
        }
        return open;
    }

    private static int batchEnd(int[] byLength, int from, List<long[]> tokens) {
        int to = from + 1;
        while (to < byLength.length && (to + 1 - from) * tokens.get(byLength[to]).length <= BATCH_TOKENS) {
            to++;
        }
        return to;
    }

    /** Pools the vectors of one text's tokens, the first of which is at {@code start}, and brings them to length 1. */
    private void pool(float[] output, int start, int length, float[] vector) {
        int taken = kind.pooling() == EncoderModel.Pooling.FIRST ? 1 : length;
        for (int token = start; token < start + taken; token++) {
            for (int d = 0; d < vector.length; d++) {
                vector[d] += output[token * vector.length + d];
            }
        }
        double square = 0;
        for (float number : vector) {
            square += (double) number * number;
        }
        float scale = (float) (1 / Math.sqrt(square));
        for (int d = 0; d < vector.length; d++) {
            vector[d] *= scale;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
