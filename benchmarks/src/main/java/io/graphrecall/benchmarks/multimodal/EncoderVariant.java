package io.graphrecall.benchmarks.multimodal;

import io.graphrecall.gnn.multimodal.MultimodalParameters;
import io.graphrecall.schema.WireNamed;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Full model, or the model without one component, for the ablation. */
enum EncoderVariant implements WireNamed.Hyphenated {
    FULL(parameters -> parameters),
    NO_MASKED_TOKENS(parameters -> parameters.withLosses(parameters.losses().withoutMaskedTokens())),
    NO_MASKED_FRAMES(parameters -> parameters.withLosses(parameters.losses().withoutMaskedFrames())),
    NO_ALIGNMENT(parameters -> parameters.withLosses(parameters.losses().withoutAlignment())),
    EARLY_FUSION(
            parameters -> parameters.withModel(parameters.model().withFusion(MultimodalParameters.Fusion.EARLY)));

    private final UnaryOperator<MultimodalParameters> change;

    EncoderVariant(UnaryOperator<MultimodalParameters> change) {
        this.change = change;
    }

    MultimodalParameters of(MultimodalParameters full) {
        return change.apply(full);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(EncoderVariant::wireName).toList();
    }
}
