package io.graphrecall.cli;

import io.graphrecall.evaluation.run.Tuning;
import io.graphrecall.evaluation.tuning.BlendTuning;
import io.graphrecall.home.WorkFolders;
import io.graphrecall.offline.BuildOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

@Command(name = "tune", description = "Fits the blend and the channel weights to the validation events of a data set, and learns a blend if it gains. Quotas stay those "
        + "of the settings. "
        + "Copy the output to blend.json in the home folder of a service to use it.")
final class TuneCommand extends HomeCommand implements Runnable {

    @Mixin
    private final TrialOptions trial = new TrialOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Output file.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Override
    public void run() {
        Path work = home().folder().resolve(WorkFolders.TUNING);
        trial.requireLocal(this);
        trial.requireOutside(List.of(work), "--out", out, this);
        prepareOutput(out);
        Console console = console();
        BlendTuning.Tuned tuned = new Tuning(
                BuildOptions.DEFAULT.withSeed(trial.seed()).withTraining(trial.training(this)), trial.channels())
                .tune(trial.data(this), work, folder -> trial.open(folder, this), console.progress());
        tuned.blend().write(out.toAbsolutePath());
        tuned.blend().channels().forEach((channel, share) -> console
                .print(String.format(Locale.ROOT, "%-12s weight %.4f, quota %d", channel, share.weight(),
                        share.quota())));
        console.print("Wrote " + out + ", blend " + tuned.blend().blend().wireName());
    }
}
