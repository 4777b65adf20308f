package io.graphrecall.content.encode;

import io.graphrecall.schema.parallel.BlockTask;

import java.util.List;

/**
 * Encoder of texts to vectors of length 1. The inner product of two vectors, their cosine, is the semantic similarity.
 * Vectors are comparable only between encoders of the same {@link #name()}. Implementations are thread-safe.
 */
public interface TextEncoder extends AutoCloseable {

    /** Identity of the encoding: the model and its settings. */
    String name();

    /** Dimension of the vectors. */
    int dimension();

    /**
     * Returns the vectors of texts, [texts, dimension], in their order. The caller owns them. A text without letters
     * and digits has the zero vector.
     */
    float[][] encode(List<String> texts);

    /** Returns the task to encode texts, on this machine with this encoder, on another one with one of the same name. */
    default BlockTask<float[][]> task(List<String> texts) {
        return new TextTask(texts, this);
    }

    @Override
    void close();
}
