package io.graphrecall.benchmarks.match;

import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.content.text.Terms;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.multimodal.ContentSample;
import io.graphrecall.gnn.multimodal.EncodedContent;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.multimodal.MultimodalParameters;
import io.graphrecall.gnn.multimodal.MultimodalTraining;
import io.graphrecall.gnn.multimodal.SampleReader;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Description;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What contents say and show, as vectors: by the multimodal encoder, trained without the withheld contents, where any
 * content has media; else by the encoder of texts, which is not trained here.
 *
 * @param space   its name
 * @param vectors by the order of ids
 */
record SaidVectors(String space, EmbeddingTable vectors) {

    static SaidVectors of(PersonalisedSettings settings, FolderGraph folder, BitSet withheld) throws IOException {
        boolean media = folder.contents().stream()
                .anyMatch(entry -> !entry.description().media().equals(Description.Media.NONE));
        return media
                ? new SaidVectors(MultimodalEncoder.MULTIMODAL, multimodal(settings, folder.contents(), withheld))
                : new SaidVectors(EncoderModel.SPACE, folder.texts(settings.out().resolve("cache")));
    }

    private static EmbeddingTable multimodal(
            PersonalisedSettings settings, List<CatalogueEntry> entries, BitSet withheld) throws IOException {
        MultimodalParameters parameters = MultimodalParameters.DEFAULT;
        List<ContentSample> samples = new ArrayList<>();
        try (SampleReader reader = new SampleReader(parameters.model(), new Terms(), settings.data())) {
            entries.forEach(entry -> samples.add(reader.read(entry).sample()));
        }
        List<ContentSample> learned = IntStream.range(0, samples.size()).filter(i -> !withheld.get(i))
                .mapToObj(samples::get).toList();
        MultimodalParameters.Schedule schedule = settings.media() == 0
                ? parameters.schedule().withEpochsFor(learned)
                : parameters.schedule().withEpochs(settings.media());
        Path folder = Files.createDirectories(settings.out().resolve("multimodal-" + settings.cold()));
        Path file = folder.resolve("encoder.npz");
        if (!Files.exists(file)) {
            try (MultimodalEncoder trained = new MultimodalTraining(parameters.withSchedule(schedule), 0)
                    .train(learned, folder.resolve("checkpoint.npz"), new EpochLines())) {
                trained.write(file);
            }
        }
        try (InputStream in = Files.newInputStream(file); MultimodalEncoder encoder = MultimodalEncoder.read(in, 1)) {
            return EmbeddingTable.of(
                    EmbeddingTable.Metric.COSINE, encoder.encode(samples).stream().map(EncodedContent::multimodal)
                            .toArray(float[][]::new));
        }
    }

    /** The vectors of some of the contents, by their order. */
    EmbeddingTable of(int[] contents) {
        float[][] some = new float[contents.length][];
        for (int i = 0; i < some.length; i++) {
            some[i] = vectors.vectorOf(contents[i]);
        }
        return EmbeddingTable.of(vectors.metric(), some);
    }
}
