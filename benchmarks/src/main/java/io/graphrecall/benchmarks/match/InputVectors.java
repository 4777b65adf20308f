package io.graphrecall.benchmarks.match;

import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.benchmarks.input.EpochLog;
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
 * Input vectors of the personalised representation. They come from the multimodal encoder, trained without the withheld
 * contents, if any content has media; else from the pre-trained text encoder.
 *
 * @param space   name of the space
 * @param vectors vectors in the order of content ids
 */
record InputVectors(String space, EmbeddingTable vectors) {

    static InputVectors of(PersonalisedSettings settings, FolderGraph folder, BitSet withheld) throws IOException {
        boolean media = folder.contents().stream()
                .anyMatch(entry -> !entry.description().media().equals(Description.Media.NONE));
        return media
                ? new InputVectors(MultimodalEncoder.MULTIMODAL, multimodal(settings, folder.contents(), withheld))
                : new InputVectors(EncoderModel.SPACE, folder.texts(settings.out().resolve("cache")));
    }

    private static EmbeddingTable multimodal(
            PersonalisedSettings settings, List<CatalogueEntry> entries, BitSet withheld) throws IOException {
        MultimodalParameters parameters = MultimodalParameters.DEFAULT;
        List<ContentSample> samples = new ArrayList<>();
        try (SampleReader reader = new SampleReader(parameters.model(), new Terms(), settings.data())) {
            entries.forEach(entry -> samples.add(reader.read(entry).sample()));
        }
        List<ContentSample> training = IntStream.range(0, samples.size()).filter(i -> !withheld.get(i))
                .mapToObj(samples::get).toList();
        Path folder = Files.createDirectories(settings.out().resolve("multimodal-" + settings.cold()));
        Path file = folder.resolve("encoder.npz");
        if (!Files.exists(file)) {
            try (MultimodalEncoder trained = new MultimodalTraining(
                    parameters.withEpochsFor(training), 0, settings.device())
                    .train(training, folder.resolve("checkpoint.npz"), new EpochLog())) {
                trained.write(file);
            }
        }
        try (InputStream in = Files.newInputStream(file);
                MultimodalEncoder encoder = MultimodalEncoder.read(in, settings.device(), 1)) {
            return EmbeddingTable.of(
                    EmbeddingTable.Metric.COSINE, encoder.encode(samples).stream().map(EncodedContent::multimodal)
                            .toArray(float[][]::new));
        }
    }

    /** Returns the vectors of these contents, in their order. */
    EmbeddingTable of(int[] contents) {
        float[][] selected = new float[contents.length][];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = vectors.vectorOf(contents[i]);
        }
        return EmbeddingTable.of(vectors.metric(), selected);
    }
}
