package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.sampling.BatchRows;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.metapath.graph.Behaviour;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Encodes samples as tensors. Each distinct element of a batch is encoded once. */
final class SampleEncoder {

    private final MatchModel model;
    private final PrefixSamples samples;
    private final Map<SequenceKind, ElementTable> elements;
    private final float[] popularity;
    private final boolean timed;
    private final ElementTable.@Nullable Batch allContents;

    /**
     * @param elements    by kind that the model reads
     * @param popularity  ln(1 + popularity) by content
     * @param timed       false if times give only an order
     * @param allContents features of all contents for full softmax; null for sampled softmax
     */
    SampleEncoder(
            MatchModel model, PrefixSamples samples, Map<SequenceKind, ElementTable> elements, float[] popularity,
            boolean timed, ElementTable.@Nullable Batch allContents) {
        this.model = model;
        this.samples = samples;
        this.elements = new EnumMap<>(elements);
        this.popularity = popularity;
        this.timed = timed;
        this.allContents = allContents;
    }

    /**
     * Encoded samples.
     *
     * @param users      sequences of the users
     * @param candidates vectors of the candidate contents, [candidates, coordinates]
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

    /**
     * Encodes the samples of some targets.
     *
     * @param candidates   contents to score; ignored for full softmax
     * @param idEmbeddings from {@link ElementEncoder#ids}
     */
    Encoded encode(
            NDManager manager, int[] targets, int[] candidates, @Nullable NDArray idEmbeddings, boolean training) {
        List<Map<SequenceKind, int[]>> before = Arrays.stream(targets).mapToObj(samples::sequencesBefore).toList();
        Map<SequenceKind, EncodedSequence> encoded = new EnumMap<>(SequenceKind.class);
        NDArray candidateVectors = null;
        for (SequenceKind kind : model.users().kinds()) {
            SequenceInputs inputs = new SequenceInputs(
                    before.stream().mapToInt(sequences -> events(sequences, kind).length).toArray());
            int[] elementAt = elementAt(targets, before, kind, inputs);
            boolean all = kind == SequenceKind.CONTENT && allContents != null;
            if (inputs.length() == 0 && kind != SequenceKind.CONTENT) {
                continue;
            }
            BatchRows batchRows = new BatchRows(kind == SequenceKind.CONTENT ? candidates : new int[0]);
            long[] compactRows = batchRows.of(elementAt);
            ElementTable.Batch batch = all
                    ? Objects.requireNonNull(allContents)
                    : table(kind).batch(manager, batchRows.elements());
            NDArray vectors = model.elements().apply(batch, idEmbeddings, training);
            if (kind == SequenceKind.CONTENT) {
                candidateVectors = all
                        ? contents(manager, vectors, table(kind).all())
                        : contents(manager, vectors.get("0:" + candidates.length), candidates);
            }
            if (inputs.length() > 0) {
                Shape shape = new Shape(targets.length, inputs.length());
                long[] rows = all ? Arrays.stream(elementAt).asLongStream().toArray() : compactRows;
                NDArray categories = model.elements().categories(
                        table(kind).categories(manager, batchRows.elements()));
                MatchBatch.Sequence sequence = inputs.sequence(
                        manager, Layers.embedding(vectors, manager.create(rows, shape)),
                        Layers.embedding(categories, manager.create(compactRows, shape)));
                encoded.put(kind, new EncodedSequence(sequence, rows, vectors));
            }
        }
        Map<SequenceKind, MatchBatch.Sequence> sequences = new EnumMap<>(SequenceKind.class);
        encoded.forEach((kind, sequence) -> sequences.put(kind, sequence.sequence()));
        return new Encoded(
                new MatchBatch(targets.length, sequences, graph(manager, before, sequences)),
                Objects.requireNonNull(candidateVectors, "the model reads contents always"),
                encoded);
    }

    private List<MatchBatch.Adjacency> graph(
            NDManager manager, List<Map<SequenceKind, int[]>> before,
            Map<SequenceKind, MatchBatch.Sequence> sequences) {
        if (!model.users().usesGraph()) {
            return List.of();
        }
        return SequenceGraph.of(
                manager, before.size(), sequences, (user, kind) -> Arrays.stream(events(before.get(user), kind))
                        .map(samples.behaviour()::target).mapToObj(table(kind)::links).toList());
    }

    /**
     * Returns the vectors of contents as targets, [contents, coordinates].
     *
     * @param vectors  element vectors, [contents, dim]
     * @param ordinals of the contents
     */
    NDArray contents(NDManager manager, NDArray vectors, int[] ordinals) {
        float[] values = new float[ordinals.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = popularity[ordinals[i]];
        }
        return model.contents(vectors, manager.create(values, new Shape(values.length, 1)));
    }

    /** Returns the element at each position, [batch * length]; 0 at padding, which the mask excludes. */
    private int[] elementAt(
            int[] targets, List<Map<SequenceKind, int[]>> before, SequenceKind kind, SequenceInputs inputs) {
        Behaviour behaviour = samples.behaviour();
        int[] elementAt = new int[targets.length * inputs.length()];
        for (int user = 0; user < targets.length; user++) {
            int[] events = events(before.get(user), kind);
            for (int i = 0; i < events.length; i++) {
                long age = timed ? samples.requestedAt(targets[user]) - behaviour.at(events[i]) : -1;
                int index = inputs.put(user, i, behaviour.action(events[i]), age, behaviour.dwellMs(events[i]));
                elementAt[index] = behaviour.target(events[i]);
            }
        }
        return elementAt;
    }

    private ElementTable table(SequenceKind kind) {
        return Objects.requireNonNull(elements.get(kind), () -> "elements of kind " + kind);
    }

    private static int[] events(Map<SequenceKind, int[]> sequences, SequenceKind kind) {
        return sequences.getOrDefault(kind, new int[0]);
    }
}
