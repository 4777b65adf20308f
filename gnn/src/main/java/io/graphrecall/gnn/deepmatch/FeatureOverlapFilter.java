package io.graphrecall.gnn.deepmatch;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;

/** Selects the samples whose target shares a feature with an element of the user's sequences. */
final class FeatureOverlapFilter {

    private final PrefixSamples samples;
    private final Map<SequenceKind, ElementTable> elements;

    FeatureOverlapFilter(PrefixSamples samples, Map<SequenceKind, ElementTable> elements) {
        this.samples = samples;
        this.elements = elements;
    }

    /** Returns the targets with a shared feature. */
    int[] apply(int[] targets) {
        return Arrays.stream(targets).filter(this::overlaps).toArray();
    }

    private boolean overlaps(int target) {
        BitSet targetFeatures = new BitSet();
        add(features(SequenceKind.CONTENT), samples.content(target), targetFeatures);
        BitSet sequenceFeatures = new BitSet();
        samples.sequencesBefore(target).forEach((kind, sequence) -> {
            for (int element : sequence.elements()) {
                add(features(kind), element, sequenceFeatures);
            }
        });
        return targetFeatures.intersects(sequenceFeatures);
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
