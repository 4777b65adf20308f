package io.graphrecall.benchmarks.match;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.gnn.personalised.PersonalisedParameters;
import io.graphrecall.gnn.tensor.ComputeDevice;

import java.nio.file.Path;
import java.util.List;

/**
 * Settings of the driver, as {@link #USAGE} describes them.
 *
 * @param parameters parameters of the full model
 */
record PersonalisedSettings(
        Path data, Path out, List<Ablation> variants, int seeds, double users, double cold, ComputeDevice device,
        PersonalisedParameters parameters) {

    static final String USAGE = """
            --data DIR      Data set. Training excludes the last two contents of each user. Required.
            --out DIR       Folder of checkpoints and results. Required.
            --variants a,b  Variants: full, no-gate (default: full).
            --seeds N       Trainings per variant (default: 1).
            --users SHARE   Share of the users in the sample (default: 1).
            --cold SHARE    Share of the contents that is withheld from training (default: 0).
            --epochs N      Epochs (default: %d).
            --device NAME   Device: cpu, gpu, gpu:N or auto, the first GPU if there is one (default: auto).
            --threads N     Threads per operation; more than one needs idle cores (default: 1).
            """.formatted(PersonalisedParameters.DEFAULT.schedule().maxEpochs());

    static PersonalisedSettings of(Arguments arguments) {
        PersonalisedParameters parameters = PersonalisedParameters.DEFAULT;
        PersonalisedSettings settings = new PersonalisedSettings(
                arguments.required("data", Path::of), arguments.required("out", Path::of),
                arguments.constants("variants", Ablation.FULL),
                arguments.value("seeds", 1, Integer::valueOf), arguments.value("users", 1.0, Double::valueOf),
                arguments.value("cold", 0.0, Double::valueOf),
                arguments.device(),
                parameters.withSchedule(arguments.schedule(parameters.schedule())));
        arguments.requireAllRead();
        return settings;
    }
}
