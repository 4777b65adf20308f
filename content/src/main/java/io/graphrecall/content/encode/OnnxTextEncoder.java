package io.graphrecall.content.encode;

import io.graphrecall.schema.parallel.BlockTask;
import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Sentence encoder on ONNX Runtime. The model is loaded at the first text, in about a second. It then uses native
 * memory of about its size, 95 MB; the process keeps the model that was closed last for the next encoder. Texts are
 * truncated to {@value #MAX_TOKENS} tokens. Only texts of equal length share a batch. So no text is padded, and its vector
 * has the same digits in every batch. Thread-safe: calls run one at a time.
 */
public final class OnnxTextEncoder implements TextEncoder {

    static final int MAX_TOKENS = 256;

    /** Maximum tokens per batch, with padding. */
    private static final int BATCH_TOKENS = 2_048;

    private static final Pattern OTHER_WIDTH = Pattern.compile("[\\x{ff10}-\\x{ffdc}&&[\\p{L}\\p{N}]]+");

    private final EncoderModel model;
    private final int threads;
    private final ReentrantLock lock = new ReentrantLock(true);
    private @Nullable OnnxSession session;
    private boolean closed;

    /**
     * Creates an encoder without loading its model.
     *
     * @param threads threads per batch; they wait by spinning, so more than one is faster only with as many idle cores
     */
    public OnnxTextEncoder(EncoderModel model, int threads) {
        this.model = model;
        this.threads = threads;
    }

    @Override
    public String name() {
        return model.modelName() + "/" + MAX_TOKENS;
    }

    @Override
    public int dimension() {
        return model.dimension();
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.graphrecall.schema.RecallException UNAVAILABLE if the native libraries cannot be loaded on this
     * machine
     */
    @Override
    public float[][] encode(List<String> originals) {
        List<String> texts = normalised(originals);
        float[][] vectors = new float[texts.size()][model.dimension()];
        int[] encodable = IntStream.range(0, texts.size()).filter(i -> hasLetterOrDigit(texts.get(i))).toArray();
        if (encodable.length == 0) {
            return vectors;
        }
        List<long[]> tokens = using(
                open -> open.tokens(IntStream.of(encodable).mapToObj(texts::get).toList()));
        int[] byLength = IntStream.range(0, encodable.length).boxed()
                .sorted(Comparator.comparingInt((Integer i) -> tokens.get(i).length))
                .mapToInt(Integer::intValue).toArray();
        for (int from = 0, to; from < byLength.length; from = to) {
            to = batchEnd(byLength, from, tokens);
            List<long[]> batch = Arrays.stream(byLength, from, to).mapToObj(tokens::get).toList();
            int length = batch.getLast().length;
            float[] output = using(open -> open.run(batch, length));
            for (int i = 0; i < batch.size(); i++) {
                pool(output, i * length, batch.get(i).length, vectors[encodable[byLength[from + i]]]);
            }
        }
        return vectors;
    }

    @Override
    public BlockTask<float[][]> task(List<String> texts) {
        return new TextTask(texts, this, model, threads);
    }

    /** Returns the texts with letters and digits of normal width. Punctuation keeps its width, as in the training of the models. */
    static List<String> normalised(List<String> texts) {
        return texts.stream().map(text -> OTHER_WIDTH.matcher(text)
                .replaceAll(letters -> Normalizer.normalize(letters.group(), Normalizer.Form.NFKC))).toList();
    }

    private static boolean hasLetterOrDigit(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** Uses the session for one batch. A short text waits for the batches of others, not for all their texts. */
    private <T> T using(Function<OnnxSession, T> use) {
        lock.lock();
        try {
            return use.apply(session());
        } finally {
            lock.unlock();
        }
    }

    private OnnxSession session() {
        if (closed) {
            throw new IllegalStateException("The text encoder is closed");
        }
        OnnxSession open = session;
        if (open == null) {
            open = OnnxSession.open(model, MAX_TOKENS, threads);
            session = open;
        }
        return open;
    }

    private static int batchEnd(int[] byLength, int from, List<long[]> tokens) {
        int to = from + 1;
        int length = tokens.get(byLength[from]).length;
        while (to < byLength.length && tokens.get(byLength[to]).length == length
                && (to + 1 - from) * length <= BATCH_TOKENS) {
            to++;
        }
        return to;
    }

    /** Pools the token vectors of one text from token {@code start} on and scales the result to length 1. */
    private void pool(float[] output, int start, int length, float[] vector) {
        int pooledTokens = model.pooling() == EncoderModel.Pooling.FIRST ? 1 : length;
        for (int token = start; token < start + pooledTokens; token++) {
            for (int d = 0; d < vector.length; d++) {
                vector[d] += output[token * vector.length + d];
            }
        }
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int d = 0; d < vector.length; d++) {
            vector[d] *= scale;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (session != null) {
                session.close();
                session = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
