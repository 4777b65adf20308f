package io.graphrecall.cli;

import io.graphrecall.content.encode.CachedTextEncoder;
import io.graphrecall.evaluation.protocol.Protocol;
import io.graphrecall.evaluation.report.ReportFiles;
import io.graphrecall.evaluation.run.Evaluation;
import io.graphrecall.evaluation.run.EvaluationOptions;
import io.graphrecall.evaluation.run.Fit;
import io.graphrecall.evaluation.run.SpaceEvaluation;
import io.graphrecall.evaluation.variants.VariantAblation;
import io.graphrecall.home.RecallHome;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.service.RecallServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

@Command(name = "evaluate", description = "Evaluates recall on a data set through the serving pipeline, in a separate home folder. Writes "
        + "report.json, report.html and the recall lists.")
final class EvaluateCommand extends HomeCommand implements Runnable {

    @Parameters(paramLabel = "DIR", description = "Data-set folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Mixin
    private final DataSetOptions dataSet = new DataSetOptions();

    @Mixin
    private final RejectionLimit rejectionLimit = new RejectionLimit();

    @Option(names = "--protocol", paramLabel = "NAME", description = "Protocol: leave-one-out or temporal (default: that of the data set).")
    private @Nullable String protocol;

    @Option(names = "--fit", paramLabel = "NAME", defaultValue = "strict", description = "Events that the tested build has seen: strict (training events) or refit (all but the test events) (default: ${DEFAULT-VALUE}).")
    private String fit = "strict";

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "First random seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1", description = "Number of seeds. The report has the means (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder for reports and lists.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--channels", split = ",", paramLabel = "CHANNEL", description = "Recall channels in order of priority (default: those of the default scene).")
    private List<String> channels = List.of();

    @Option(names = "--ablation", description = "Also fit the weights without each channel and train the variants of the deep match model.")
    private boolean ablation;

    @Option(names = "--keep", description = "Keep the home folder of the evaluation (home in the output folder).")
    private boolean keep;

    @Mixin
    private final TrainingChoice training = new TrainingChoice();

    @Override
    public void run() {
        if (seeds < 1) {
            throw wrongUsage("--seeds must be at least 1, found " + seeds);
        }
        Fit selectedFit = Fit.ofWireName(fit)
                .orElseThrow(() -> wrongUsage("--fit must be strict or refit, found '" + fit + "'"));
        Protocol selectedProtocol = protocol();
        TrainingOptions trainingOptions = training.options(this);
        Console console = console();
        EvaluationOptions options = new EvaluationOptions(
                dataSet.open(folder, rejectionLimit.share(this), this), out, selectedProtocol, selectedFit, seed, seeds,
                channels,
                ablation ? VariantAblation.TRAININGS : 0, keep, trainingOptions);
        List<String> lines = SpaceEvaluation.suits(options.data())
                ? ReportLines.of(SpaceEvaluation.run(options, this::open, console.progress()))
                : ReportLines.of(Evaluation.run(options, this::open, console.progress()));
        lines.forEach(console::print);
        Path home = home().folder();
        if (Files.isDirectory(home)) {
            Path copy = ReportFiles.copy(out.resolve("report.json"), home.resolve(RecallServer.REPORTS), Instant.now());
            console.print("Wrote " + copy + ", which the web console of this home shows");
        }
        console.print("Wrote " + out.resolve("report.json") + " and " + out.resolve("report.html"));
    }

    /** Opens the home of an evaluation. It uses this home's vectors of texts, so that no text is encoded twice. */
    private RecallHome open(Path evaluated) {
        CachedTextEncoder.share(RecallHome.cache(evaluated), RecallHome.cache(home().folder()));
        return RecallHome.local(evaluated);
    }

    private @Nullable Protocol protocol() {
        if (protocol == null) {
            return null;
        }
        return Protocol.ofWireName(protocol).orElseThrow(() -> wrongUsage(
                "--protocol must be leave-one-out or temporal, found '" + protocol + "'"));
    }
}
