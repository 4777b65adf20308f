package io.graphrecall.content.encode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Text encoder with a persistent cache: one file per encoder, with vectors by the hash of the text. Cached vectors
 * survive a crash. Thread-safe; several processes may share a folder.
 */
public final class CachedTextEncoder implements TextEncoder {

    /** Texts per write to the file. */
    private static final int CHUNK = 256;

    private final TextEncoder encoder;
    private final VectorFile file;

    /**
     * Creates a cache in front of an encoder.
     *
     * @param encoder encoder of missing texts; closed with this object
     * @param folder  folder of the file, which may be deleted between runs
     */
    public CachedTextEncoder(TextEncoder encoder, Path folder) {
        this.encoder = encoder;
        String name = encoder.name().replaceAll("[^A-Za-z0-9.-]", "-") + ".vectors";
        this.file = VectorFile.open(folder.resolve(name), encoder.dimension());
    }

    @Override
    public String name() {
        return encoder.name();
    }

    @Override
    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public float[][] encode(List<String> texts) {
        float[][] vectors = new float[texts.size()][];
        Set<String> missing = new LinkedHashSet<>();
        for (int i = 0; i < vectors.length; i++) {
            float[] cached = file.get(texts.get(i));
            if (cached == null) {
                missing.add(texts.get(i));
            } else {
                vectors[i] = cached;
            }
        }
        List<String> missingTexts = new ArrayList<>(missing);
        for (int from = 0; from < missingTexts.size(); from += CHUNK) {
            List<String> chunk = missingTexts.subList(from, Math.min(missingTexts.size(), from + CHUNK));
            file.put(chunk, encoder.encode(chunk));
        }
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i] == null) {
                vectors[i] = cached(texts.get(i));
            }
        }
        return vectors;
    }

    private float[] cached(String text) {
        float[] vector = file.get(text);
        if (vector == null) {
            throw new IllegalStateException("A vector disappeared from the cache after it was written");
        }
        return vector;
    }

    @Override
    public void close() {
        encoder.close();
        file.close();
    }
}
