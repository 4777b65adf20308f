package io.graphrecall.cli;

import io.graphrecall.evaluation.report.ReportFiles;
import io.graphrecall.evaluation.run.Evaluation;
import io.graphrecall.evaluation.run.EvaluationOptions;
import io.graphrecall.evaluation.run.Fit;
import io.graphrecall.evaluation.run.SpaceEvaluation;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.schema.DataSet;
import io.graphrecall.service.http.ServiceParts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

@Command(name = "evaluate", description = "Evaluates recall on a data set through the serving pipeline, in a separate home folder. Writes "
        + "report.json, report.html and the recall lists.")
final class EvaluateCommand extends HomeCommand implements Runnable {

    @Mixin
    private final TrialOptions trial = new TrialOptions();

    @Option(names = "--protocol", paramLabel = "NAME", description = "Protocol: leave-one-out or temporal (default: that of the data set).")
    private DataSet.@Nullable Protocol protocol;

    @Option(names = "--fit", paramLabel = "NAME", defaultValue = "strict", description = "Events in the build: strict (training events) or refit (training and validation events) (default: ${DEFAULT-VALUE}).")
    private Fit fit = Fit.STRICT;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1", description = "Number of seeds, from --seed on. The report has means and standard deviations (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder for reports and lists.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--ablation", description = "Also fit the blend without each channel.")
    private boolean ablation;

    @Option(names = "--keep", description = "Keep the home folder of the evaluation (home in the output folder).")
    private boolean keep;

    @Override
    public void run() {
        if (seeds < 1) {
            throw wrongUsage("--seeds must be at least 1, found " + seeds);
        }
        TrainingOptions training = trial.training(this);
        List<String> channels = trial.channels(this);
        trial.requireLocal(this);
        trial.requireOutside(
                EvaluationOptions.deletedFolders(out, trial.seed(), seeds), "--home", home().folder(), this);
        DataSetFolder data = trial.data(this);
        if (SpaceEvaluation.suits(data)) {
            requireAbsent(List.of("--protocol", "--fit", "--seeds", "--channels", "--ablation"),
                    "has no effect on a data set without events: only its embedding spaces are evaluated");
        }
        Console console = console();
        EvaluationOptions options = new EvaluationOptions(
                data, out, Objects.requireNonNullElse(protocol, data.dataSet().protocol()), fit, trial.seed(),
                seeds, channels,
                ablation, keep, training);
        List<String> lines = SpaceEvaluation.suits(data)
                ? ReportLines.of(SpaceEvaluation.run(options, folder -> trial.open(folder, this), console.progress()))
                : ReportLines.of(Evaluation.run(options, folder -> trial.open(folder, this), console.progress()));
        lines.forEach(console::print);
        Path copy = ReportFiles.copy(
                out.resolve("report.json"), home().folder().resolve(ServiceParts.REPORTS), Instant.now());
        console.print("Wrote " + copy + ", which the web console of this home shows");
        console.print("Wrote " + out.resolve("report.json") + " and " + out.resolve("report.html"));
    }
}
