package io.graphrecall.content.encode;

import java.util.List;

/**
 * Turns texts into vectors of length 1; the inner product of two of them, their cosine, tells how alike they mean.
 * Vectors of encoders with different {@link #name()}s cannot be compared. Implementations are thread-safe.
 */
public interface TextEncoder extends AutoCloseable {

    /** All that the vectors depend on but the text: the model and how it is used. */
    String name();

    /** How many numbers a vector has. */
    int dimension();

    /**
     * The vectors of some texts, {@code [texts, dimension]}, in their order. The caller owns them. A text without a
     * single letter or digit has the zero vector, which is like nothing.
     */
    float[][] encode(List<String> texts);

    @Override
    void close();
}
