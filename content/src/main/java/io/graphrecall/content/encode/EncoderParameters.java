package io.graphrecall.content.encode;

import java.nio.file.Path;
import java.util.Collection;

/**
 * How texts are encoded.
 *
 * @param choice  which encoder
 * @param threads of a batch; they spin while they wait for each other, so more than one pays only where as many cores are
 *                idle
 */
public record EncoderParameters(EncoderChoice choice, int threads) {

    /** By the language of the texts, on one thread. */
    public static final EncoderParameters DEFAULT = new EncoderParameters(EncoderChoice.AUTO, 1);

    public EncoderParameters {
        if (threads < 1) {
            throw new IllegalArgumentException("threads of the text encoder are " + threads + ", must be at least 1");
        }
    }

    /**
     * The encoder for a catalogue, with its cache. The model itself is loaded when a text comes that is not in the cache.
     *
     * @param texts the catalogue's, which tell its language
     * @param cache the folder of the cache, which may be deleted at any time
     */
    public TextEncoder open(Collection<String> texts, Path cache) {
        return new CachedTextEncoder(new OnnxTextEncoder(choice.model(texts), threads), cache);
    }
}
