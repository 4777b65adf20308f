package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.sampling.BatchRows;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.PaddedSequences;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Turns samples into tensors: each element that they name is encoded once, then put where it stands in sequences. */
final class SampleEncoder {

    private final MatchModel model;
    private final Map<SequenceKind, Elements> elements;
    private final Elements.@Nullable Batch allContents;

    /**
     * @param elements    of the kinds that the model reads
     * @param allContents all contents, where every batch is compared with all of them
     */
    SampleEncoder(
            MatchModel model, Map<SequenceKind, Elements> elements,
            Elements.@Nullable Batch allContents) {
        this.model = model;
        this.elements = new EnumMap<>(elements);
        this.allContents = allContents;
    }

    /**
     * Samples as tensors.
     *
     * @param users      their sequences
     * @param candidates the vectors of the contents that they are compared with, [candidates, width]
     * @param placed     by kind that any of them has: which elements stand where
     */
    record Encoded(MatchBatch users, NDArray candidates, Map<SequenceKind, Placed> placed) {}

    /**
     * Elements of one kind.
     *
     * @param sequence as the users' tower reads it
     * @param rows     of every position, [users, length], which of the vectors stands there
     * @param vectors  of the elements, each once
     */
    record Placed(MatchBatch.Sequence sequence, long[] rows, NDArray vectors) {}

    /** @param candidates contents that users are compared with; without meaning where all are */
    Encoded encode(
            NDManager manager, List<Map<SequenceKind, PrefixSamples.Sequence>> samples, int[] candidates,
            boolean training) {
        Map<SequenceKind, Placed> placed = new EnumMap<>(SequenceKind.class);
        NDArray compared = null;
        for (SequenceKind kind : model.users().kinds()) {
            PaddedSequences padded = new PaddedSequences(
                    samples.stream().mapToInt(sample -> size(sample, kind)).toArray());
            int[] elementAt = elementAt(samples, kind, padded);
            boolean all = kind == SequenceKind.CONTENT && allContents != null;
            if (padded.length() == 0 && kind != SequenceKind.CONTENT) {
                continue;
            }
            BatchRows batchRows = new BatchRows(kind == SequenceKind.CONTENT ? candidates : new int[0]);
            long[] numbers = batchRows.of(elementAt);
            Elements.Batch batch = all
                    ? Objects.requireNonNull(allContents)
                    : of(kind).batch(manager, batchRows.elements());
            NDArray vectors = model.elements().apply(batch, training);
            if (kind == SequenceKind.CONTENT) {
                compared = all ? vectors : vectors.get("0:" + candidates.length);
            }
            if (padded.length() > 0) {
                Shape shape = new Shape(samples.size(), padded.length());
                long[] rows = all ? Arrays.stream(elementAt).asLongStream().toArray() : numbers;
                NDArray categories = model.elements().categories(of(kind).categories(manager, batchRows.elements()));
                MatchBatch.Sequence sequence = new MatchBatch.Sequence(
                        Layers.embedding(vectors, manager.create(rows, shape)),
                        Layers.embedding(categories, manager.create(numbers, shape)), padded.actions(manager),
                        padded.mask(manager));
                placed.put(kind, new Placed(sequence, rows, vectors));
            }
        }
        Map<SequenceKind, MatchBatch.Sequence> sequences = new EnumMap<>(SequenceKind.class);
        placed.forEach((kind, elementsOf) -> sequences.put(kind, elementsOf.sequence()));
        return new Encoded(
                new MatchBatch(samples.size(), sequences, joins(manager, samples, sequences)),
                Objects.requireNonNull(compared, "contents are read always"),
                placed);
    }

    private List<MatchBatch.Join> joins(
            NDManager manager, List<Map<SequenceKind, PrefixSamples.Sequence>> samples,
            Map<SequenceKind, MatchBatch.Sequence> sequences) {
        if (!model.users().joinsElements()) {
            return List.of();
        }
        return JoinedElements.of(manager, samples.size(), sequences, (user, kind) -> {
            PrefixSamples.Sequence sequence = samples.get(user).get(kind);
            return sequence == null
                    ? List.of()
                    : Arrays.stream(sequence.elements()).mapToObj(of(kind)::joining).toList();
        });
    }

    /** Which element stands where, [users, length]; the first one of all where none does, which the mask tells. */
    private static int[] elementAt(
            List<Map<SequenceKind, PrefixSamples.Sequence>> samples, SequenceKind kind, PaddedSequences padded) {
        int[] elementAt = new int[samples.size() * padded.length()];
        for (int user = 0; user < samples.size(); user++) {
            PrefixSamples.Sequence sequence = samples.get(user).get(kind);
            for (int i = 0; sequence != null && i < sequence.size(); i++) {
                int place = padded.index(user, sequence.size(), i);
                elementAt[place] = sequence.elements()[i];
                padded.put(place, sequence.actions()[i]);
            }
        }
        return elementAt;
    }

    private Elements of(SequenceKind kind) {
        return Objects.requireNonNull(elements.get(kind), () -> "elements of kind " + kind);
    }

    private static int size(Map<SequenceKind, PrefixSamples.Sequence> sample, SequenceKind kind) {
        PrefixSamples.Sequence sequence = sample.get(kind);
        return sequence == null ? 0 : sequence.size();
    }
}
