package io.graphrecall.cli;

import io.graphrecall.evaluation.protocol.Protocol;
import io.graphrecall.evaluation.run.Evaluation;
import io.graphrecall.evaluation.run.EvaluationOptions;
import io.graphrecall.evaluation.run.Fit;
import io.graphrecall.evaluation.run.SpaceEvaluation;
import io.graphrecall.evaluation.variants.VariantAblation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;

@Command(name = "evaluate", description = "Measures recall on a data set through the pipeline that serves, in a home of its own, and writes "
        + "report.json, report.html and the lists.")
final class EvaluateCommand extends HomeCommand implements Runnable {

    @Parameters(paramLabel = "DIR", description = "The data-set folder.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--protocol", paramLabel = "NAME", description = "leave-one-out or temporal (default: what the data set asks for).")
    private @Nullable String protocol;

    @Option(names = "--fit", paramLabel = "NAME", defaultValue = "strict", description = "strict or refit (default: ${DEFAULT-VALUE}).")
    private String fit = "strict";

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1", description = "Evaluate with so many seeds and report the means (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder for reports and lists.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--channels", split = ",", paramLabel = "CHANNEL", description = "The channels to ask, in order of priority (default: those of the default scene).")
    private List<String> channels = List.of();

    @Option(names = "--ablation", description = "Also fit weights without each channel and train the variants of the deep match model, and tell what each brings.")
    private boolean ablation;

    @Option(names = "--keep", description = "Keep the home, DIR/home, when the evaluation is over.")
    private boolean keep;

    @Mixin
    private final TrainingChoice training = new TrainingChoice();

    @Override
    public void run() {
        if (seeds < 1) {
            throw wrongUsage("--seeds is " + seeds + ", at least 1 is wanted");
        }
        Fit chosen = Fit.ofWireName(fit).orElseThrow(() -> wrongUsage("there is no fit '" + fit + "'"));
        Console console = console();
        EvaluationOptions options = new EvaluationOptions(
                data, out, protocol(), chosen, seed, seeds, channels,
                ablation ? VariantAblation.TRAININGS : 0, keep,
                training.options(this));
        List<String> lines = SpaceEvaluation.suits(data)
                ? ReportLines.of(SpaceEvaluation.run(options, console.progress()))
                : ReportLines.of(Evaluation.run(options, console.progress()));
        lines.forEach(console::print);
        console.print("wrote " + out.resolve("report.json") + " and " + out.resolve("report.html"));
    }

    private @Nullable Protocol protocol() {
        if (protocol == null) {
            return null;
        }
        return Protocol.ofWireName(protocol).orElseThrow(() -> wrongUsage("there is no protocol '" + protocol + "'"));
    }
}
