package io.graphrecall.benchmarks.multimodal;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.gnn.multimodal.MultimodalParameters;

import java.nio.file.Path;

/**
 * What the driver does.
 *
 * @param data       a data set with pictures and titles
 * @param out        where checkpoints and results go; a run that was killed goes on from them
 * @param ablation   whether every variant is trained, not the whole model alone
 * @param seeds      so many trainings of each, with seeds from 0
 * @param parameters of the whole model
 */
record MultimodalSettings(Path data, Path out, boolean ablation, int seeds, MultimodalParameters parameters) {

    static final String USAGE = """
            multimodal --data DIR --out DIR   trains on four fifths of the contents and scores the vectors
              --ablation true   also without each loss, and with early fusion (default: false)
              --seeds N         trainings of each (default: 1)
              --epochs N        passes over the contents (default: %d)
              --threads N       of one operation; more than one only where the cores are free (default: %d)
            """.formatted(
            MultimodalParameters.DEFAULT.schedule().epochs(), MultimodalParameters.DEFAULT.schedule().threads());

    static MultimodalSettings of(Arguments arguments) {
        MultimodalParameters whole = MultimodalParameters.DEFAULT;
        MultimodalParameters.Schedule schedule = whole.schedule()
                .withEpochs(arguments.value("epochs", whole.schedule().epochs(), Integer::valueOf))
                .withThreads(arguments.value("threads", whole.schedule().threads(), Integer::valueOf));
        MultimodalSettings settings = new MultimodalSettings(
                arguments.required("data", Path::of), arguments.required("out", Path::of),
                arguments.value("ablation", false, Boolean::valueOf), arguments.value("seeds", 1, Integer::valueOf),
                whole.withSchedule(schedule));
        arguments.requireAllRead();
        return settings;
    }
}
