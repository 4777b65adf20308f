package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.encode.VectorFile;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.Sha256;
import io.graphrecall.schema.parallel.BlockRunner;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * One encoding of a catalogue: passes the vectors of each content on, by space. Contents whose texts and media files have
 * not changed are read from the cache.
 */
final class CatalogueEncoding {

    /** Vectors of a content, in their order in the cache. */
    private static final List<String> SPACES = List.of(
            MultimodalEncoder.MULTIMODAL, MultimodalEncoder.VISUAL, MultimodalEncoder.MEDIA);

    private final MultimodalEncoder encoder;
    private final SampleReader samples;
    private final VectorFile cache;
    private final MediaProblems problems;
    private final BiConsumer<CatalogueEntry, Map<String, float[]>> sink;
    /** Contents that are read and not encoded. */
    private final List<SampleReader.Reading> readings = new ArrayList<>();
    private int encoded;

    CatalogueEncoding(MultimodalEncoder encoder, SampleReader samples, VectorFile cache, MediaProblems problems,
            BiConsumer<CatalogueEntry, Map<String, float[]>> sink) {
        this.encoder = encoder;
        this.samples = samples;
        this.cache = cache;
        this.problems = problems;
        this.sink = sink;
    }

    /**
     * A content to encode.
     *
     * @param stamp computed before the media are read, so that the next build encodes a file again that changes meanwhile
     */
    private record Pending(CatalogueEntry entry, String stamp) {}

    /**
     * Opens the cache of an encoder and deletes those of other encoders and earlier versions.
     *
     * @param folder folder of the cache, created if absent
     * @param file   the encoder as a file
     */
    static VectorFile openCache(Path folder, byte[] file, MultimodalEncoder encoder) {
        String hash = HexFormat.of().formatHex(Sha256.newDigest().digest(file), 0, 8);
        String name = "multimodal-" + hash + "-" + width(encoder) + ".vectors";
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, "multimodal-*.vectors")) {
                for (Path other : others) {
                    if (!other.getFileName().toString().equals(name)) {
                        Files.delete(other);
                    }
                }
            }
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, folder + " cannot be used: " + e, e);
        }
        return VectorFile.open(folder.resolve(name), width(encoder));
    }

    /** Length of a cached vector: the vectors of all spaces, one after the other. */
    private static int width(MultimodalEncoder encoder) {
        return SPACES.stream().mapToInt(encoder::dimensions).sum();
    }

    void run(List<CatalogueEntry> entries, BlockRunner runner, Progress progress) {
        List<Pending> pending = new ArrayList<>();
        for (CatalogueEntry entry : entries) {
            String stamp = samples.stamp(entry);
            float[] cached = cache.get(stamp);
            if (cached == null) {
                pending.add(new Pending(entry, stamp));
            } else {
                sink.accept(entry, split(cached));
                progress.advance(1);
            }
        }
        samples.read(pending.stream().map(Pending::entry).toList(), runner, reading -> {
            readings.add(reading);
            if (readings.size() == MultimodalEncoder.BATCH) {
                encode(pending);
            }
            progress.advance(1);
        });
        encode(pending);
        progress.end("%,d encoded, %,d unchanged%s".formatted(encoded, entries.size() - encoded, problems.write()));
    }

    private void encode(List<Pending> pending) {
        List<EncodedContent> vectors = encoder.encode(
                readings.stream().map(SampleReader.Reading::sample).toList());
        List<String> stamps = new ArrayList<>();
        List<float[]> cacheable = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            CatalogueEntry entry = pending.get(encoded).entry();
            float[] joined = joined(vectors.get(i));
            sink.accept(entry, split(joined));
            problems.add(entry.id().key(), readings.get(i).problems());
            if (readings.get(i).problems().isEmpty()) {
                stamps.add(pending.get(encoded).stamp());
                cacheable.add(joined);
            }
            encoded++;
        }
        cache.put(stamps, cacheable.toArray(float[][]::new));
        readings.clear();
    }

    /** All vectors of a content in one array; a missing vector is all zeros. */
    private float[] joined(EncodedContent vectors) {
        float[] joined = new float[width(encoder)];
        int offset = 0;
        for (String space : SPACES) {
            float[] vector = switch (space) {
                case MultimodalEncoder.MULTIMODAL -> vectors.multimodal();
                case MultimodalEncoder.VISUAL -> vectors.visual();
                default -> vectors.media();
            };
            if (vector != null) {
                System.arraycopy(vector, 0, joined, offset, vector.length);
            }
            offset += encoder.dimensions(space);
        }
        return joined;
    }

    /** Returns the vectors by space, without the missing ones. */
    private Map<String, float[]> split(float[] joined) {
        Map<String, float[]> vectors = new HashMap<>();
        int offset = 0;
        for (String space : SPACES) {
            float[] vector = Arrays.copyOfRange(joined, offset, offset + encoder.dimensions(space));
            if (!isZero(vector)) {
                vectors.put(space, vector);
            }
            offset += vector.length;
        }
        return vectors;
    }

    private static boolean isZero(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
