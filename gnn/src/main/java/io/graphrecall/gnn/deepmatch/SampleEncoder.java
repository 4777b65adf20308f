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

/** Encodes samples as tensors. Each distinct element of a batch is encoded once. */
final class SampleEncoder {

    private final MatchModel model;
    private final Map<SequenceKind, ElementTable> elements;
    private final ElementTable.@Nullable Batch allContents;

    /**
     * @param elements    by kind that the model reads
     * @param allContents features of all contents for full softmax; null for sampled softmax
     */
    SampleEncoder(
            MatchModel model, Map<SequenceKind, ElementTable> elements, ElementTable.@Nullable Batch allContents) {
        this.model = model;
        this.elements = new EnumMap<>(elements);
        this.allContents = allContents;
    }

    /**
     * Encoded samples.
     *
     * @param users      sequences of the users
     * @param candidates vectors of the candidate contents, [candidates, dim]
     * @param sequences  by kind that occurs in the batch
     */
    record Encoded(MatchBatch users, NDArray candidates, Map<SequenceKind, EncodedSequence> sequences) {}

    /**
     * Encoded sequences of one kind.
     *
     * @param sequence input of the user tower
     * @param rows     row in {@code vectors} of each position, [batch * length]
     * @param vectors  vectors of the distinct elements, [elements, dim]
     */
    record EncodedSequence(MatchBatch.Sequence sequence, long[] rows, NDArray vectors) {}

    /** @param candidates contents to score; ignored for full softmax */
    Encoded encode(
            NDManager manager, List<Map<SequenceKind, PrefixSamples.Sequence>> samples, int[] candidates,
            boolean training) {
        Map<SequenceKind, EncodedSequence> encoded = new EnumMap<>(SequenceKind.class);
        NDArray candidateVectors = null;
        for (SequenceKind kind : model.users().kinds()) {
            PaddedSequences padded = new PaddedSequences(
                    samples.stream().mapToInt(sample -> size(sample, kind)).toArray());
            int[] elementAt = elementAt(samples, kind, padded);
            boolean all = kind == SequenceKind.CONTENT && allContents != null;
            if (padded.length() == 0 && kind != SequenceKind.CONTENT) {
                continue;
            }
            BatchRows batchRows = new BatchRows(kind == SequenceKind.CONTENT ? candidates : new int[0]);
            long[] compactRows = batchRows.of(elementAt);
            ElementTable.Batch batch = all
                    ? Objects.requireNonNull(allContents)
                    : table(kind).batch(manager, batchRows.elements());
            NDArray vectors = model.elements().apply(batch, training);
            if (kind == SequenceKind.CONTENT) {
                candidateVectors = all ? vectors : vectors.get("0:" + candidates.length);
            }
            if (padded.length() > 0) {
                Shape shape = new Shape(samples.size(), padded.length());
                long[] rows = all ? Arrays.stream(elementAt).asLongStream().toArray() : compactRows;
                NDArray categories = model.elements().categories(
                        table(kind).categories(manager, batchRows.elements()));
                MatchBatch.Sequence sequence = new MatchBatch.Sequence(
                        Layers.embedding(vectors, manager.create(rows, shape)),
                        Layers.embedding(categories, manager.create(compactRows, shape)), padded.actions(manager),
                        padded.mask(manager));
                encoded.put(kind, new EncodedSequence(sequence, rows, vectors));
            }
        }
        Map<SequenceKind, MatchBatch.Sequence> sequences = new EnumMap<>(SequenceKind.class);
        encoded.forEach((kind, sequence) -> sequences.put(kind, sequence.sequence()));
        return new Encoded(
                new MatchBatch(samples.size(), sequences, graph(manager, samples, sequences)),
                Objects.requireNonNull(candidateVectors, "the model reads contents always"),
                encoded);
    }

    private List<MatchBatch.Adjacency> graph(
            NDManager manager, List<Map<SequenceKind, PrefixSamples.Sequence>> samples,
            Map<SequenceKind, MatchBatch.Sequence> sequences) {
        if (!model.users().usesGraph()) {
            return List.of();
        }
        return SequenceGraph.of(manager, samples.size(), sequences, (user, kind) -> {
            PrefixSamples.Sequence sequence = samples.get(user).get(kind);
            return sequence == null
                    ? List.of()
                    : Arrays.stream(sequence.elements()).mapToObj(table(kind)::links).toList();
        });
    }

    /** Returns the element at each position, [batch * length]; 0 at padding, which the mask excludes. */
    private static int[] elementAt(
            List<Map<SequenceKind, PrefixSamples.Sequence>> samples, SequenceKind kind, PaddedSequences padded) {
        int[] elementAt = new int[samples.size() * padded.length()];
        for (int user = 0; user < samples.size(); user++) {
            PrefixSamples.Sequence sequence = samples.get(user).get(kind);
            for (int i = 0; sequence != null && i < sequence.size(); i++) {
                int index = padded.index(user, sequence.size(), i);
                elementAt[index] = sequence.elements()[i];
                padded.put(index, sequence.actions()[i]);
            }
        }
        return elementAt;
    }

    private ElementTable table(SequenceKind kind) {
        return Objects.requireNonNull(elements.get(kind), () -> "elements of kind " + kind);
    }

    private static int size(Map<SequenceKind, PrefixSamples.Sequence> sample, SequenceKind kind) {
        PrefixSamples.Sequence sequence = sample.get(kind);
        return sequence == null ? 0 : sequence.size();
    }
}
