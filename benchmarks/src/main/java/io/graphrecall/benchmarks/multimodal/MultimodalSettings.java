package io.graphrecall.benchmarks.multimodal;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.gnn.multimodal.MultimodalParameters;
import io.graphrecall.gnn.tensor.ComputeDevice;

import java.nio.file.Path;
import java.util.List;

/**
 * Settings of the driver, as {@link #USAGE} describes them.
 *
 * @param parameters parameters of the full model
 */
record MultimodalSettings(Path data, Path out, List<EncoderVariant> variants, int seeds,
        ComputeDevice device, MultimodalParameters parameters) {

    static final String USAGE = """
            --data DIR            Data set with pictures and titles. Required.
            --out DIR             Folder of checkpoints and results. Required.
            --variants NAME,NAME  Variants to train (default: full; all: %s).
            --seeds N             Trainings per variant (default: 1).
            --epochs N            Epochs (default: %d).
            --device NAME         Device: cpu, gpu, gpu:N or auto, the first GPU if there is one (default: auto).
            --threads N           Threads per operation; more than one needs idle cores (default: %d).
            """.formatted(
            String.join(",", EncoderVariant.names()),
            MultimodalParameters.DEFAULT.schedule().maxEpochs(), MultimodalParameters.DEFAULT.schedule().threads());

    static MultimodalSettings of(Arguments arguments) {
        MultimodalParameters defaults = MultimodalParameters.DEFAULT;
        MultimodalSettings settings = new MultimodalSettings(
                arguments.required("data", Path::of), arguments.required("out", Path::of),
                arguments.constants("variants", EncoderVariant.FULL),
                arguments.value("seeds", 1, Integer::valueOf),
                arguments.device(),
                defaults.withSchedule(arguments.schedule(defaults.schedule())));
        arguments.requireAllRead();
        return settings;
    }
}
