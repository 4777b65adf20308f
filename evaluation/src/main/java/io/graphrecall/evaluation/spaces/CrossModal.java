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
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.LineListener;
import io.graphrecall.loaders.source.DataFile;
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
 * How often what contents say finds what they show, and the other way round: whether one of the ten nearest has the same
 * title. Exact search.
 *
 * @param contents      that were asked for and searched: with a title, and vectors of text and picture
 * @param textToPicture share of the texts that find a picture of their title
 * @param pictureToText share of the pictures that find a text of their title
 * @param chance        what either would be if the ten were drawn by lot
 */
public record CrossModal(
        @JsonProperty("contents") int contents,
        @JsonProperty("text_to_picture") double textToPicture,
        @JsonProperty("picture_to_text") double pictureToText,
        @JsonProperty("chance") double chance) {

    private static final int NEAREST = 10;

    /** So many contents are drawn by lot where there are more: the fewer, the easier to be found. */
    private static final int POOL = 1_000;

    /** What a content says and shows, as vectors of one space. */
    public record Pair(String title, float[] text, float[] picture) {}

    /** Asks for each of the pairs among all of them. */
    public static CrossModal of(List<Pair> pairs) {
        Map<String, Long> titles = pairs.stream().collect(Collectors.groupingBy(Pair::title, Collectors.counting()));
        return new CrossModal(
                pairs.size(), found(pairs, Pair::text, Pair::picture), found(pairs, Pair::picture, Pair::text),
                pairs.stream()
                        .mapToDouble(pair -> byLot(Objects.requireNonNull(titles.get(pair.title())), pairs.size()))
                        .average().orElse(0));
    }

    /**
     * Asks for contents of a generation by the encoder that placed them.
     *
     * @param folder has the titles
     * @param seed   draws contents by lot
     * @return nothing where the generation has no encoder, or the data set brings vectors of its own
     */
    public static Optional<CrossModal> of(DataSetFolder folder, Generation generation, long seed) {
        if (!generation.has(MultimodalEncoder.ARRAY) || folder.has(DataFile.VECTORS)
                || !VectorSpace.names(generation).contains(MultimodalEncoder.VISUAL)) {
            return Optional.empty();
        }
        NodeIndex contents = generation.index("contents");
        EmbeddingTable pictures = VectorSpace.vectors(generation, MultimodalEncoder.VISUAL);
        List<Content> lot = new ArrayList<>();
        folder.contents(line -> {
            String title = line.record().description().title();
            int ordinal = contents.ordinal(line.record().id().key());
            if (title != null && !title.isBlank() && ordinal >= 0 && pictures.row(ordinal) >= 0) {
                lot.add(line.record());
            }
        }, LineListener.IGNORE);
        Collections.shuffle(lot, new Random(seed));
        List<Content> drawn = lot.subList(0, Math.min(POOL, lot.size()));
        List<EncodedContent> said = said(folder, generation, drawn);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            float[] text = said.get(i).text();
            if (text != null) {
                float[] picture = pictures.vectorOf(contents.ordinal(drawn.get(i).id().key()));
                pairs.add(new Pair(
                        Objects.requireNonNull(drawn.get(i).description().title()), text,
                        Objects.requireNonNull(picture)));
            }
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(of(pairs));
    }

    /** The contents by their texts alone. */
    private static List<EncodedContent> said(DataSetFolder folder, Generation generation, List<Content> contents) {
        byte[] written = generation.bytes(MultimodalEncoder.ARRAY);
        try (MultimodalEncoder encoder = MultimodalEncoder.read(new ByteArrayInputStream(written), 1);
                SampleReader reader = new SampleReader(
                        encoder.origin().parameters().model(), new Terms(), folder.path())) {
            return encoder.encode(contents.stream()
                    .map(content -> new ContentSample(reader.terms(content), List.of(), List.of())).toList());
        }
    }

    private static double found(List<Pair> pairs, Function<Pair, float[]> asks, Function<Pair, float[]> answers) {
        ExactIndex index = ExactIndex.of(
                EmbeddingTable.of(
                        EmbeddingTable.Metric.COSINE, pairs.stream().map(answers).toArray(float[][]::new)),
                0);
        return pairs.stream().mapToDouble(pair -> {
            int[] nearest = index.search(asks.apply(pair), NEAREST, any -> true).ordinals();
            return Arrays.stream(nearest).anyMatch(i -> pairs.get(i).title().equals(pair.title())) ? 1 : 0;
        }).average().orElse(0);
    }

    /** How likely ten of {@code size}, drawn by lot, have one of {@code right}. */
    private static double byLot(long right, int size) {
        double miss = 1;
        for (int i = 0; i < NEAREST && i < size; i++) {
            miss *= Math.max(0, size - right - i) / (double) (size - i);
        }
        return 1 - miss;
    }
}
