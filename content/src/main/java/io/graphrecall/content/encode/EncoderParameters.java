package io.graphrecall.content.encode;

import java.nio.file.Path;
import java.util.Collection;

/**
 * Parameters of text encoding.
 *
 * @param choice  encoder
 * @param threads threads per batch; they wait by spinning, so more than one is faster only with as many idle cores
 */
public record EncoderParameters(EncoderChoice choice, int threads) {

    /** Encoder by language, one thread. */
    public static final EncoderParameters DEFAULT = new EncoderParameters(EncoderChoice.AUTO, 1);

    public EncoderParameters {
        if (threads < 1) {
            throw new IllegalArgumentException("The text encoder needs at least 1 thread, but threads is " + threads);
        }
    }

    /**
     * Opens the encoder of a catalogue with its cache. The model is loaded at the first text that is not in the cache.
     *
     * @param texts texts of the catalogue, for language detection
     * @param cache folder of the cache, which may be deleted between runs
     */
    public CachedTextEncoder open(Collection<String> texts, Path cache) {
        return new CachedTextEncoder(new OnnxTextEncoder(choice.model(texts), threads), cache);
    }
}
