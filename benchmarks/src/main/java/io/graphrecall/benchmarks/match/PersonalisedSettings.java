package io.graphrecall.benchmarks.match;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.gnn.personalised.PersonalisedParameters;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.TrainingSchedule;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Settings of the driver.
 *
 * @param data       data set
 * @param out        folder of checkpoints and results, from which an interrupted run resumes
 * @param variants   trained variants
 * @param seeds      number of trainings per variant, with seeds from 0
 * @param users      share of the users in the sample
 * @param cold       share of the contents that is withheld from training (cold items)
 * @param media      epochs of the multimodal encoder, if contents have media; 0 for the default of the catalogue size
 * @param device     device of the trainings
 * @param parameters parameters of the full model
 */
record PersonalisedSettings(
        Path data, Path out, List<Ablation> variants, int seeds, double users, double cold, int media,
        ComputeDevice device, PersonalisedParameters parameters) {

    static final String USAGE = """
            --data DIR      Data set. Training excludes the last two contents of each user. Required.
            --out DIR       Folder of checkpoints and results. Required.
            --variants a,b  Variants: full, no-gate (default: full).
            --seeds N       Trainings per variant (default: 1).
            --users SHARE   Share of the users in the sample (default: 1).
            --cold SHARE    Share of the contents that is withheld from training (default: 0).
            --media N       Epochs of the multimodal encoder (default: set by the catalogue size).
            --epochs N      Epochs (default: %d).
            --width N       Dimension of the vectors (default: %d).
            --length N      Contents per user sequence (default: %d).
            --negatives N   Uniform negatives per batch (default: %d).
            --batch N       Samples per batch (default: %d).
            --dropout X     Dropout probability (default: %s).
            --rate X        Learning rate (default: %s).
            --decay X       Weight decay (default: %s).
            --device NAME   Device: cpu, gpu, gpu:N or auto, the first GPU if there is one (default: auto).
            --threads N     Threads per operation; more than one needs idle cores (default: 1).
            """.formatted(
            schedule().maxEpochs(), model().width(), model().historyLength(), objective().negatives(),
            schedule().batchSize(), model().dropout(), schedule().learningRate(), schedule().weightDecay());

    private static PersonalisedParameters.Model model() {
        return PersonalisedParameters.DEFAULT.model();
    }

    private static PersonalisedParameters.Objective objective() {
        return PersonalisedParameters.DEFAULT.objective();
    }

    private static TrainingSchedule schedule() {
        return PersonalisedParameters.DEFAULT.schedule();
    }

    static PersonalisedSettings of(Arguments arguments) {
        PersonalisedSettings settings = new PersonalisedSettings(
                arguments.required("data", Path::of), arguments.required("out", Path::of),
                arguments.value("variants", List.of(Ablation.FULL), PersonalisedSettings::variants),
                arguments.value("seeds", 1, Integer::valueOf), arguments.value("users", 1.0, Double::valueOf),
                arguments.value("cold", 0.0, Double::valueOf), arguments.value("media", 0, Integer::valueOf),
                arguments.value("device", ComputeDevice.AUTO, ComputeDevice::of),
                new PersonalisedParameters(
                        model().withWidth(arguments.value("width", model().width(), Integer::valueOf))
                                .withHistoryLength(arguments.value("length", model().historyLength(), Integer::valueOf))
                                .withDropout(arguments.value("dropout", model().dropout(), Float::valueOf)),
                        objective().withNegatives(
                                arguments.value("negatives", objective().negatives(), Integer::valueOf)),
                        new TrainingSchedule(
                                arguments.value("epochs", schedule().maxEpochs(), Integer::valueOf),
                                arguments.value("batch", schedule().batchSize(), Integer::valueOf),
                                arguments.value("rate", schedule().learningRate(), Float::valueOf),
                                arguments.value("decay", schedule().weightDecay(), Float::valueOf),
                                schedule().validationShare(), schedule().patience(),
                                arguments.value("threads", schedule().threads(), Integer::valueOf))));
        arguments.requireAllRead();
        return settings;
    }

    private static List<Ablation> variants(String names) {
        return Arrays.stream(names.split(",")).map(Ablation::ofWireName).toList();
    }
}
