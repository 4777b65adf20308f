package io.graphrecall.cli;

import io.graphrecall.blend.TunedBlend;
import io.graphrecall.blend.fit.BlendTuning;
import io.graphrecall.evaluation.run.Tuning;
import io.graphrecall.home.WorkFolders;
import io.graphrecall.offline.BuildOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

@Command(name = "tune", description = "Fits the blend and the channel weights to the validation events of a data set, and learns a blend if it gains. Quotas stay those "
        + "of the settings. Writes blend.json to the home, from which a service reads it.")
final class TuneCommand extends HomeCommand implements Runnable {

    @Mixin
    private final TrialOptions trial = new TrialOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Output file (default: blend.json in the home).")
    private @Nullable Path out;

    /** Returns the channels as a table. A learned blend does not read the weights. */
    static List<String> table(TunedBlend blend) {
        boolean weighted = blend.model() == null;
        return TextTable.of(
                weighted ? List.of("channel", "weight", "quota") : List.of("channel", "quota"),
                blend.channels().entrySet().stream().map(channel -> {
                    String quota = String.valueOf(channel.getValue().quota());
                    return weighted
                            ? List.of(channel.getKey(), String.format(Locale.ROOT, "%.4f", channel.getValue().weight()),
                                    quota)
                            : List.of(channel.getKey(), quota);
                }).toList());
    }

    @Override
    public void run() {
        Path work = home().folder().resolve(WorkFolders.TUNING);
        Path file = out == null ? home().folder().resolve(TunedBlend.FILE) : out;
        trial.requireLocal(this);
        trial.requireOutside(List.of(work), "--out", file, this);
        prepareOutput(file);
        Console console = console();
        BlendTuning.Tuned tuned = new Tuning(
                BuildOptions.DEFAULT.withSeed(trial.seed()).withTraining(trial.training(this)), trial.channels(this))
                .tune(trial.data(this), work, folder -> trial.open(folder, this), console.progress());
        tuned.blend().write(file.toAbsolutePath());
        table(tuned.blend()).forEach(console::print);
        console.print("Wrote " + file + ", blend " + tuned.blend().blend().wireName());
    }
}
