package io.graphrecall.benchmarks.match;

import io.graphrecall.gnn.personalised.PersonalisedParameters;
import io.graphrecall.schema.WireNamed;

import java.util.function.UnaryOperator;

/** Full model, or the model without one component, for the ablation. */
enum Ablation implements WireNamed.Hyphenated {
    FULL(UnaryOperator.identity()),
    NO_GATE(full -> full.withModel(full.model().withGate(false)));

    private final UnaryOperator<PersonalisedParameters> change;

    Ablation(UnaryOperator<PersonalisedParameters> change) {
        this.change = change;
    }

    PersonalisedParameters of(PersonalisedParameters full) {
        return change.apply(full);
    }
}
