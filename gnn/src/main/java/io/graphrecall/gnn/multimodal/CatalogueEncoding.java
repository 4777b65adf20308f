package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.encode.VectorFile;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One encoding of a catalogue into the spaces {@value MultimodalEncoder#MULTIMODAL} and
 * {@value MultimodalEncoder#VISUAL}. Contents whose texts and media files have not changed are read from the cache.
 */
final class CatalogueEncoding {

    private static final int BATCH = 256;

    private final MultimodalEncoder encoder;
    private final SampleReader samples;
    private final VectorFile cache;
    private final NodeIndex contents;
    private final MediaProblems problems;
    private final float[][] multimodal;
    private final float[][] visual;
    private final List<Pending> pending = new ArrayList<>();
    private int encoded;

    /** @param contents ordinals of the vectors */
    CatalogueEncoding(
            MultimodalEncoder encoder, SampleReader samples, VectorFile cache, NodeIndex contents,
            MediaProblems problems) {
        this.encoder = encoder;
        this.samples = samples;
        this.cache = cache;
        this.contents = contents;
        this.problems = problems;
        multimodal = new float[contents.size()][];
        visual = new float[contents.size()][];
    }

    /**
     * A content to encode.
     *
     * @param stamp computed before the media are read, so that the next build encodes a file again that changes meanwhile
     */
    private record Pending(CatalogueEntry entry, String stamp) {}

    /** Length of a cached vector: the vectors of both spaces, one after the other. */
    static int width(MultimodalEncoder encoder) {
        return encoder.dimensions(MultimodalEncoder.MULTIMODAL) + encoder.dimensions(MultimodalEncoder.VISUAL);
    }

    /** Encodes the catalogue; returns the embedding tables that have a vector, by space. */
    Map<String, EmbeddingTable> run(List<CatalogueEntry> entries, Progress progress) {
        for (CatalogueEntry entry : entries) {
            String stamp = samples.stamp(entry);
            float[] cached = cache.get(stamp);
            if (cached == null) {
                pending.add(new Pending(entry, stamp));
            } else {
                put(entry, cached);
            }
            if (pending.size() == BATCH) {
                encodePending();
            }
            progress.advance(1);
        }
        encodePending();
        Map<String, EmbeddingTable> tables = new TreeMap<>();
        Map.of(MultimodalEncoder.MULTIMODAL, multimodal, MultimodalEncoder.VISUAL, visual).forEach((name, vectors) -> {
            EmbeddingTable table = EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
            if (table.rows() > 0) {
                tables.put(name, table);
            }
        });
        progress.end("%,d encoded, %,d unchanged%s".formatted(encoded, entries.size() - encoded, problems.write()));
        return tables;
    }

    private void encodePending() {
        List<SampleReader.Reading> readings = pending.stream().map(one -> samples.read(one.entry())).toList();
        List<float[]> vectors = encoder.encode(readings.stream().map(SampleReader.Reading::sample).toList())
                .stream().map(this::joined).toList();
        List<String> stamps = new ArrayList<>();
        List<float[]> cacheable = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            CatalogueEntry entry = pending.get(i).entry();
            put(entry, vectors.get(i));
            problems.add(entry.id().key(), readings.get(i).problems());
            if (readings.get(i).problems().isEmpty()) {
                stamps.add(pending.get(i).stamp());
                cacheable.add(vectors.get(i));
            }
        }
        cache.put(stamps, cacheable.toArray(float[][]::new));
        encoded += pending.size();
        pending.clear();
    }

    private void put(CatalogueEntry entry, float[] joined) {
        int content = contents.ordinal(entry.id().key());
        if (content >= 0) { // the catalogue can be newer than the graph
            int split = encoder.dimensions(MultimodalEncoder.MULTIMODAL);
            multimodal[content] = Arrays.copyOf(joined, split);
            visual[content] = Arrays.copyOfRange(joined, split, joined.length);
        }
    }

    /** Both vectors of a content in one array; a missing vector is all zeros. */
    private float[] joined(EncodedContent vectors) {
        float[] joined = new float[width(encoder)];
        copy(vectors.multimodal(), joined, 0);
        copy(vectors.visual(), joined, encoder.dimensions(MultimodalEncoder.MULTIMODAL));
        return joined;
    }

    private static void copy(float @Nullable [] vector, float[] joined, int offset) {
        if (vector != null) {
            System.arraycopy(vector, 0, joined, offset, vector.length);
        }
    }
}
