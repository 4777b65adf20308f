package io.graphrecall.evaluation.spaces;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.content.text.Terms;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.multimodal.ContentSample;
import io.graphrecall.gnn.multimodal.EncodedContent;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.multimodal.SampleReader;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.retrieval.vector.ExactIndex;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Content;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Cross-modal retrieval scores: share of queries for which one of the ten nearest contents has the same title, with exact
 * search.
 *
 * @param contents      number of queries and of searched contents; each has a title, a text vector and an image vector
 * @param textToPicture hit rate of text queries on images
 * @param pictureToText hit rate of image queries on texts
 * @param chance        expected hit rate of ten random contents
 */
public record CrossModalScores(
        @JsonProperty("contents") int contents,
        @JsonProperty("text_to_picture") double textToPicture,
        @JsonProperty("picture_to_text") double pictureToText,
        @JsonProperty("chance") double chance) {

    private static final int NEAREST = 10;

    /** Size of the random sample of contents. Scores of different pool sizes cannot be compared. */
    private static final int POOL_SIZE = 1_000;

    /** Text vector and image vector of a content, in one space. */
    public record Pair(String title, float[] text, float[] picture) {}

    /** Searches each pair among all pairs. */
    public static CrossModalScores of(List<Pair> pairs) {
        Map<String, Long> titles = pairs.stream().collect(Collectors.groupingBy(Pair::title, Collectors.counting()));
        return new CrossModalScores(
                pairs.size(), hitRate(pairs, Pair::text, Pair::picture), hitRate(pairs, Pair::picture, Pair::text),
                pairs.stream()
                        .mapToDouble(pair -> chance(Objects.requireNonNull(titles.get(pair.title())), pairs.size()))
                        .average().orElse(0));
    }

    /**
     * Scores the multimodal encoder of a generation on a random sample of its contents.
     *
     * @param folder data set with the titles
     * @param seed   seed of the sample
     * @return empty if the generation has no encoder or the data set has its own vectors
     */
    public static Optional<CrossModalScores> of(DataSetFolder folder, Generation generation, long seed) {
        if (!generation.has(MultimodalEncoder.ARRAY) || folder.has(RecordKind.VECTORS)
                || !VectorSpace.names(generation).contains(MultimodalEncoder.VISUAL)) {
            return Optional.empty();
        }
        NodeIndex contents = generation.index("contents");
        EmbeddingTable pictures = VectorSpace.vectors(generation, MultimodalEncoder.VISUAL);
        List<Content> candidates = new ArrayList<>();
        folder.contents(content -> {
            String title = content.description().title();
            int ordinal = contents.ordinal(content.id().key());
            if (title != null && !title.isBlank() && ordinal >= 0 && pictures.row(ordinal) >= 0) {
                candidates.add(content);
            }
        });
        Collections.shuffle(candidates, new Random(seed));
        List<Content> sample = candidates.subList(0, Math.min(POOL_SIZE, candidates.size()));
        List<EncodedContent> encoded = encodeTexts(folder, generation, sample);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            float[] text = encoded.get(i).text();
            if (text != null) {
                float[] picture = pictures.vectorOf(contents.ordinal(sample.get(i).id().key()));
                pairs.add(new Pair(
                        Objects.requireNonNull(sample.get(i).description().title()), text,
                        Objects.requireNonNull(picture)));
            }
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(of(pairs));
    }

    /** Encodes contents from their texts only. */
    private static List<EncodedContent> encodeTexts(DataSetFolder folder, Generation generation,
            List<Content> contents) {
        byte[] model = generation.bytes(MultimodalEncoder.ARRAY);
        try (MultimodalEncoder encoder = MultimodalEncoder.read(
                new ByteArrayInputStream(model), ComputeDevice.CPU, 1);
                SampleReader reader = new SampleReader(
                        encoder.metadata().parameters().model(), new Terms(), folder.path())) {
            return encoder.encode(contents.stream()
                    .map(content -> new ContentSample(reader.terms(content), List.of(), List.of())).toList());
        }
    }

    private static double hitRate(List<Pair> pairs, Function<Pair, float[]> query, Function<Pair, float[]> target) {
        ExactIndex index = ExactIndex.of(
                EmbeddingTable.of(
                        EmbeddingTable.Metric.COSINE, pairs.stream().map(target).toArray(float[][]::new)),
                0);
        return pairs.stream().mapToDouble(pair -> {
            int[] nearest = index.search(query.apply(pair), NEAREST, any -> true).ordinals();
            return Arrays.stream(nearest).anyMatch(i -> pairs.get(i).title().equals(pair.title())) ? 1 : 0;
        }).average().orElse(0);
    }

    /** Returns the probability that ten random contents of {@code size} include one of {@code matching}. */
    private static double chance(long matching, int size) {
        double miss = 1;
        for (int i = 0; i < NEAREST && i < size; i++) {
            miss *= Math.max(0, size - matching - i) / (double) (size - i);
        }
        return 1 - miss;
    }
}
