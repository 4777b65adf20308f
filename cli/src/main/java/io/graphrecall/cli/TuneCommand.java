package io.graphrecall.cli;

import io.graphrecall.evaluation.run.Tuning;
import io.graphrecall.evaluation.tuning.BlendTuning;
import io.graphrecall.offline.BuildOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

@Command(name = "tune", description = "Fits the blend, channel weights and quotas to the validation events of a data set, and learns a blend if it gains. "
        + "Copy the output to blend.json in the home folder of a service to use it.")
final class TuneCommand extends HomeCommand implements Runnable {

    @Parameters(paramLabel = "DIR", description = "Data-set folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Mixin
    private final DataSetOptions dataSet = new DataSetOptions();

    @Mixin
    private final RejectionLimit rejectionLimit = new RejectionLimit();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Output file.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "Random seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--channels", split = ",", paramLabel = "CHANNEL", description = "Recall channels in order of priority (default: those of the default scene).")
    private List<String> channels = List.of();

    @Mixin
    private final TrainingChoice training = new TrainingChoice();

    @Override
    public void run() {
        Console console = console();
        BlendTuning.Tuned tuned = new Tuning(
                BuildOptions.DEFAULT.withSeed(seed).withTraining(training.options(this)), channels)
                .tune(dataSet.open(folder, rejectionLimit.share(this), this), home().folder().resolve("tuning"),
                        console.progress());
        tuned.blend().write(out.toAbsolutePath());
        tuned.blend().channels().forEach((channel, share) -> console
                .print(String.format(Locale.ROOT, "%-12s weight %.4f, quota %d", channel, share.weight(),
                        share.quota())));
        console.print("Wrote " + out + ", blend " + tuned.blend().blend().wireName());
    }
}
