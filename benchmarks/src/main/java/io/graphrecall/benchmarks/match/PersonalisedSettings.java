package io.graphrecall.benchmarks.match;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.gnn.personalised.PersonalisedParameters;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the driver does.
 *
 * @param data       a data set
 * @param out        where checkpoints and results go; a run that was killed goes on from them
 * @param variants   what is trained
 * @param seeds      so many trainings of each, with seeds from 0
 * @param users      share of the users that is learned from and asked for
 * @param cold       share of the contents that is withheld from all training
 * @param media      passes of the training of the multimodal encoder, where contents have media; 0 for as many as suit
 * @param parameters of the whole model
 */
record PersonalisedSettings(
        Path data, Path out, List<Ablation> variants, int seeds, double users, double cold, int media,
        PersonalisedParameters parameters) {

    static final String USAGE = """
            personalised --data DIR --out DIR   trains on all but each user's last two contents, looks for the last one
                                                near the one before
              --variants a,b    of whole, no-gate, no-biases, no-hard-negatives (default: whole)
              --seeds N         trainings of each (default: 1)
              --users SHARE     of the users that take part (default: 1)
              --cold SHARE      of the contents that no training sees (default: 0)
              --media N         passes of the multimodal encoder's training (default: as many as suit the catalogue)
              --epochs N        passes over the samples (default: %d)
              --width N         of vectors (default: %d)
              --length N        contents that users are told by (default: %d)
              --uniform N       negatives of a batch drawn from all contents (default: %d)
              --hard N          negatives of a sample that are like its target (default: %d)
              --batch N         samples of a step (default: %d)
              --dropout X       (default: %s)
              --rate X          (default: %s)
              --decay X         of weights (default: %s)
              --threads N       of one operation; more than one only where the cores are free (default: 1)
            """.formatted(
            schedule().epochs(), model().width(), model().length(), negatives().uniform(), negatives().hard(),
            schedule().batch(), model().dropout(), schedule().rate(), schedule().weightDecay());

    private static PersonalisedParameters.Model model() {
        return PersonalisedParameters.DEFAULT.model();
    }

    private static PersonalisedParameters.Negatives negatives() {
        return PersonalisedParameters.DEFAULT.negatives();
    }

    private static PersonalisedParameters.Schedule schedule() {
        return PersonalisedParameters.DEFAULT.schedule();
    }

    static PersonalisedSettings of(Arguments arguments) {
        PersonalisedSettings settings = new PersonalisedSettings(
                arguments.required("data", Path::of), arguments.required("out", Path::of),
                arguments.value("variants", List.of(Ablation.WHOLE), PersonalisedSettings::variants),
                arguments.value("seeds", 1, Integer::valueOf), arguments.value("users", 1.0, Double::valueOf),
                arguments.value("cold", 0.0, Double::valueOf), arguments.value("media", 0, Integer::valueOf),
                new PersonalisedParameters(
                        model().withWidth(arguments.value("width", model().width(), Integer::valueOf))
                                .withLength(arguments.value("length", model().length(), Integer::valueOf))
                                .withDropout(arguments.value("dropout", model().dropout(), Float::valueOf)),
                        negatives().withUniform(
                                arguments.value("uniform", negatives().uniform(), Integer::valueOf))
                                .withHard(arguments.value("hard", negatives().hard(), Integer::valueOf)),
                        schedule().withEpochs(arguments.value("epochs", schedule().epochs(), Integer::valueOf))
                                .withBatch(arguments.value("batch", schedule().batch(), Integer::valueOf))
                                .withRate(arguments.value("rate", schedule().rate(), Float::valueOf))
                                .withWeightDecay(
                                        arguments.value("decay", schedule().weightDecay(), Float::valueOf))
                                .withThreads(arguments.value("threads", schedule().threads(), Integer::valueOf))));
        arguments.requireAllRead();
        return settings;
    }

    private static List<Ablation> variants(String names) {
        return Arrays.stream(names.split(",")).map(Ablation::ofWireName).toList();
    }
}
