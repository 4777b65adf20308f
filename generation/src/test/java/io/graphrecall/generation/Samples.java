package io.graphrecall.generation;

import io.graphrecall.schema.DataSet;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Small generations with a file of every kind. */
final class Samples {

    static final NodeIndex CONTENTS = NodeIndex.of(List.of("c1", "c/2", "美甲"));
    static final CsrTable I2I = CsrTable.builder(3).add(1, 0.5f).add(2, 0.25f).endRow().endRow().add(0, 1).endRow()
            .build();
    static final EmbeddingTable CLIP = EmbeddingTable
            .of(EmbeddingTable.Metric.COSINE, new float[][] {{3, 4}, null, {0, -2}});
    static final GenerationHeader HEADER = new GenerationHeader(
            Instant.parse("2026-11-24T00:00:00Z"), 42, "b2f9", 7,
            new DataSet("sample", DataSet.Timestamps.ORDER_ONLY, DataSet.Protocol.LEAVE_ONE_OUT),
            Map.of("i2i.neighbours", 200, "channels", List.of("i2i", "tag"), "decay", 0.5));

    private Samples() {}

    /** Writes a generation without committing it. */
    static final GateCheck CHECK = new GateCheck("contents", 3, 1, "");

    static GenerationWriter written(GenerationStore store) {
        GenerationWriter writer = store.begin(HEADER);
        writer.index("contents", CONTENTS);
        writer.table("i2i", I2I);
        writer.longs("published_at", new long[] {1, Long.MIN_VALUE, 3});
        writer.ints("author", new int[] {0, -1, 5});
        writer.floats("popularity", new float[] {0.5f, 0, 2});
        writer.bytes("hidden", new byte[] {0, 1, 0});
        writer.embedding("space.clip", CLIP);
        writer.metric("contents", 3);
        writer.metric("loss", 0.125);
        writer.check(CHECK);
        return writer;
    }

    static GenerationId published(GenerationStore store) {
        try (GenerationWriter writer = written(store)) {
            return writer.commit().id();
        }
    }
}
