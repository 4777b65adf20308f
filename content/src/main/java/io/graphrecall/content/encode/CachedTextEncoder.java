package io.graphrecall.content.encode;

import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.BlockRunner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Text encoder with a persistent cache: one file per encoder, with vectors by the hash of the text. Cached vectors
 * survive a crash. Thread-safe; several processes may share a folder.
 */
public final class CachedTextEncoder implements TextEncoder {

    private static final System.Logger LOG = System.getLogger(CachedTextEncoder.class.getName());

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
        this.file = VectorFile.open(folder.resolve(fileName(encoder)), encoder.dimension());
    }

    private static String fileName(TextEncoder encoder) {
        return encoder.name().replaceAll("[^A-Za-z0-9.-]", "-") + ".vectors";
    }

    /**
     * Lets a folder use the cached vectors of another one, by links to its files. Without support for links, the folder gets
     * separate files.
     *
     * @param folder without files of a cache
     * @param shared folder of the files, created if absent
     */
    public static void share(Path folder, Path shared) {
        if (folder.toAbsolutePath().normalize().equals(shared.toAbsolutePath().normalize())) {
            return; // a link to itself cannot be opened
        }
        try {
            Files.createDirectories(folder);
            Files.createDirectories(shared);
            for (EncoderModel model : EncoderModel.values()) {
                String name = fileName(new OnnxTextEncoder(model, 1));
                Files.createSymbolicLink(folder.resolve(name), shared.toAbsolutePath().resolve(name));
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.INFO, "Vectors of texts are not shared with " + shared + ": " + e);
        }
    }

    /**
     * Encodes the texts that are not in the cache. Reports how many these are, each text once.
     *
     * @param task   description of the task for the progress
     * @param runner encodes blocks of texts
     */
    public void prepare(String task, List<String> texts, BlockRunner runner, Progress progress) {
        List<String> distinct = OnnxTextEncoder.normalised(texts).stream().distinct().toList();
        progress.begin(task, distinct.size());
        List<String> missing = distinct.stream().filter(text -> file.get(text) == null).toList();
        int unchanged = distinct.size() - missing.size();
        progress.advance(unchanged);
        int[] next = {0};
        runner.run(encoder.task(missing), vectors -> {
            file.put(missing.subList(next[0], next[0] + vectors.length), vectors);
            next[0] += vectors.length;
            progress.advance(vectors.length);
        });
        progress.end("%,d encoded, %,d unchanged".formatted(missing.size(), unchanged));
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
    public float[][] encode(List<String> originals) {
        List<String> texts = OnnxTextEncoder.normalised(originals);
        Map<String, float[]> vectors = new HashMap<>();
        texts.forEach(text -> vectors.computeIfAbsent(text, file::get));
        List<String> missing = texts.stream().filter(text -> !vectors.containsKey(text)).distinct().toList();
        if (!missing.isEmpty()) {
            float[][] encoded = encoder.encode(missing);
            file.put(missing, encoded);
            IntStream.range(0, encoded.length).forEach(i -> vectors.put(missing.get(i), encoded[i]));
        }
        return texts.stream().map(vectors::get).toArray(float[][]::new);
    }

    @Override
    public void close() {
        encoder.close();
        file.close();
    }
}
