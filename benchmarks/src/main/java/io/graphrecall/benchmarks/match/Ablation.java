package io.graphrecall.benchmarks.match;

import io.graphrecall.gnn.personalised.PersonalisedParameters;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What is left out of the model or its training. */
enum Ablation {
    WHOLE(UnaryOperator.identity()),
    NO_GATE(whole -> whole.withModel(whole.model().withGate(false))),
    NO_BIASES(whole -> whole.withModel(whole.model().withBiases(false))),
    NO_HARD_NEGATIVES(whole -> whole.withNegatives(whole.negatives().withHard(0)));

    private final UnaryOperator<PersonalisedParameters> change;

    Ablation(UnaryOperator<PersonalisedParameters> change) {
        this.change = change;
    }

    PersonalisedParameters of(PersonalisedParameters whole) {
        return change.apply(whole);
    }

    /** The name on the command line and in reports. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Ablation ofWireName(String name) {
        return Arrays.stream(values()).filter(variant -> variant.wireName().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no variant '" + name + "'"));
    }
}
