package io.graphrecall.benchmarks.match;

import io.graphrecall.gnn.personalised.PersonalisedParameters;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Full model, or the model without one component, for the ablation. */
enum Ablation {
    FULL(UnaryOperator.identity()),
    NO_GATE(full -> full.withModel(full.model().withGate(false)));

    private final UnaryOperator<PersonalisedParameters> change;

    Ablation(UnaryOperator<PersonalisedParameters> change) {
        this.change = change;
    }

    PersonalisedParameters of(PersonalisedParameters full) {
        return change.apply(full);
    }

    /** Name on the command line and in reports. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Ablation ofWireName(String name) {
        return Arrays.stream(values()).filter(variant -> variant.wireName().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown variant '" + name
                        + "'; the variants are full and no-gate"));
    }
}
