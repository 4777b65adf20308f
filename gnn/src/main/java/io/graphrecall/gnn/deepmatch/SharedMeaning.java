package io.graphrecall.gnn.deepmatch;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;

/** Tells which samples have a target that shares a feature with something the user had done before. */
final class SharedMeaning {

    private final PrefixSamples samples;
    private final Map<SequenceKind, Elements> elements;

    SharedMeaning(PrefixSamples samples, Map<SequenceKind, Elements> elements) {
        this.samples = samples;
        this.elements = elements;
    }

    /** Those of the targets that do. */
    int[] sharing(int[] targets) {
        return Arrays.stream(targets).filter(this::shares).toArray();
    }

    private boolean shares(int target) {
        CsrTable ofContents = features(SequenceKind.CONTENT);
        BitSet meant = new BitSet();
        add(ofContents, samples.content(target), meant);
        BitSet before = new BitSet();
        samples.sequencesBefore(target).forEach((kind, sequence) -> {
            for (int element : sequence.elements()) {
                add(features(kind), element, before);
            }
        });
        return meant.intersects(before);
    }

    private CsrTable features(SequenceKind kind) {
        return Objects.requireNonNull(elements.get(kind)).features();
    }

    private static void add(CsrTable features, int element, BitSet into) {
        for (int entry = features.start(element); entry < features.end(element); entry++) {
            into.set(features.column(entry));
        }
    }
}
