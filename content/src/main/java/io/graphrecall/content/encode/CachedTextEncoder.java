package io.graphrecall.content.encode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Encodes a text once: its vector is kept in a file by the hash of the text, one file an encoder. What was encoded before
 * a kill is there after it. Thread-safe; several processes may share a folder.
 */
public final class CachedTextEncoder implements TextEncoder {

    /** Texts between two writes to the file. */
    private static final int CHUNK = 256;

    private final TextEncoder encoder;
    private final VectorFile file;

    /**
     * Keeps the vectors of an encoder.
     *
     * @param encoder what encodes; closed with this
     * @param folder  where the file is, which may be deleted at any time
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
            float[] known = file.get(texts.get(i));
            if (known == null) {
                missing.add(texts.get(i));
            } else {
                vectors[i] = known;
            }
        }
        List<String> wanted = new ArrayList<>(missing);
        for (int from = 0; from < wanted.size(); from += CHUNK) {
            List<String> chunk = wanted.subList(from, Math.min(wanted.size(), from + CHUNK));
            file.put(chunk, encoder.encode(chunk));
        }
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i] == null) {
                vectors[i] = written(texts.get(i));
            }
        }
        return vectors;
    }

    private float[] written(String text) {
        float[] vector = file.get(text);
        if (vector == null) {
            throw new IllegalStateException("a vector that was just written is gone from the file");
        }
        return vector;
    }

    @Override
    public void close() {
        encoder.close();
        file.close();
    }
}
