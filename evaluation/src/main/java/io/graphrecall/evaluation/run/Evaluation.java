package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.home.RecallHome;
import io.graphrecall.evaluation.lists.ListRecall;
import io.graphrecall.evaluation.lists.OrderedWork;
import io.graphrecall.evaluation.lists.RecallList;
import io.graphrecall.evaluation.protocol.Protocol;
import io.graphrecall.evaluation.protocol.Question;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.evaluation.protocol.Temporal;
import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.evaluation.report.ReportFiles;
import io.graphrecall.evaluation.report.ReportMean;
import io.graphrecall.evaluation.report.Scores;
import io.graphrecall.evaluation.tuning.WeightTuning;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.schema.Progress;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.TunedBlend;
import io.graphrecall.service.pipeline.ChannelRun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An evaluation, from a data set to a report: what may be known is loaded and built, weights are fitted to the validation
 * targets, then the test targets are asked for, all through the pipeline that serves.
 */
public final class Evaluation {

    private final EvaluationOptions options;
    private final Progress progress;
    private final Tuning tuning;

    private Evaluation(EvaluationOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
        this.tuning = new Tuning(options.seed(), options.channels());
    }

    /** Evaluates, once a seed, and writes the report; the lists of each seed stand beside its report. */
    public static EvaluationReport run(EvaluationOptions options, Progress progress) {
        if (options.seeds() == 1) {
            return new Evaluation(options, progress).run();
        }
        List<EvaluationReport> reports = new ArrayList<>();
        for (int i = 0; i < options.seeds(); i++) {
            long seed = options.seed() + i;
            EvaluationOptions one = options.withSeed(seed, options.out().resolve("seed-" + seed));
            reports.add(new Evaluation(one, progress).run());
        }
        EvaluationReport mean = ReportMean.of(reports);
        ReportFiles.write(mean, options.out());
        return mean;
    }

    private EvaluationReport run() {
        long began = System.nanoTime();
        DataSetFolder folder = DataSetFolder.open(options.data());
        Protocol protocol = options.protocol() == null ? Protocol.of(folder.dataSet().protocol()) : options.protocol();
        SplitDataSet data = SplitDataSet.read(folder, protocol, progress);
        Path homeFolder = Folders.empty(options.out().resolve("home"));
        try (RecallHome home = RecallHome.local(homeFolder)) {
            GenerationManifest strict = tuning.build(home, data, progress);
            WeightTuning.Tuned tuned = tuneAndCatchUp(home, data);
            GenerationManifest answering = options.fit() == Fit.STRICT ? strict : refit(home, data);
            Scores scores = ask(home, data, tuned.blend());
            EvaluationReport report = report(data, answering, tuned, scores, began);
            ReportFiles.write(report, options.out());
            return report;
        } finally {
            if (!options.keep()) {
                Folders.remove(homeFolder);
            }
        }
    }

    /** Fits the weights; then, in a strict fit, what was withheld for that happens live. */
    private WeightTuning.Tuned tuneAndCatchUp(RecallHome home, SplitDataSet data) {
        try (RecallServer server = tuning.serve(home)) {
            WeightTuning.Tuned tuned = tuning.tune(server, data, progress);
            tuned.blend().write(home.folder().resolve(TunedBlend.FILE));
            keepSeed(home.folder());
            if (options.fit() == Fit.STRICT) {
                progress.begin("posting the validation events", -1);
                LiveEvents live = new LiveEvents(server.events());
                data.validationEvents(event -> {
                    live.add(event);
                    progress.advance(1);
                });
                live.flush();
                progress.end("%,d events".formatted(live.posted()));
            }
            return tuned;
        }
    }

    /** So that a batch in this home, where it is kept, orders equal scores as this evaluation does. */
    private void keepSeed(Path home) {
        try {
            Files.writeString(home.resolve(ServiceSettings.FILE), "recall.seed = " + options.seed() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rebuilds with all but what belongs to the test targets. */
    private GenerationManifest refit(RecallHome home, SplitDataSet data) {
        home.load(data.write(SplitDataSet.REFIT, home.folder().resolve("known")), false, progress);
        return home.build(BuildOptions.DEFAULT.withSeed(options.seed()), progress);
    }

    /** Asks the test questions, writes the lists and counts them. */
    private Scores ask(RecallHome home, SplitDataSet data, TunedBlend blend) {
        Set<Split.Part> known = options.fit() == Fit.STRICT ? SplitDataSet.STRICT : SplitDataSet.REFIT;
        List<Question> questions = data.split().test();
        try (RecallServer server = home.serveInProcess(tuning.settings().with(blend), Clock.systemUTC())) {
            ListRecall recall = new ListRecall(server.pipeline(), options.channels(), Tuning.SIZE);
            List<String> channels = working(recall, questions.getFirst());
            Scores scores = new Scores(
                    channels, data.catalogue(known), data.folder().dataSet().timestamps(),
                    data.protocol() instanceof Temporal);
            List<String> names = new ArrayList<>(channels);
            names.addFirst(EvaluationReport.MERGED);
            progress.begin("recall for the test", questions.size());
            try (ListFiles files = new ListFiles(options.out().resolve("lists"), names)) {
                new OrderedWork().run(questions.iterator(), question -> answered(recall, question), answered -> {
                    files.write(answered.question.userId(), answered.lists);
                    scores.add(answered.question, answered.lists);
                    progress.advance(1);
                });
                files.commit();
            }
            progress.end("%,d questions".formatted(questions.size()));
            return scores;
        }
    }

    private record Answered(Question question, Map<String, RecallList> lists) {}

    private static Answered answered(ListRecall recall, Question question) {
        return new Answered(
                question,
                recall.all(EvaluationReport.MERGED, question.userId(), Instant.ofEpochMilli(question.at())));
    }

    /** The channels that can work on this data; what is off has no figures. */
    private static List<String> working(ListRecall recall, Question question) {
        return recall.answer(question.userId(), Instant.ofEpochMilli(question.at())).runs().stream()
                .filter(run -> run.status() == ChannelRun.Status.OK)
                .map(ChannelRun::channel)
                .toList();
    }

    private EvaluationReport report(
            SplitDataSet data, GenerationManifest generation, WeightTuning.Tuned tuned, Scores scores, long began) {
        Map<String, Double> weights = new LinkedHashMap<>();
        tuned.blend().channels().forEach((channel, share) -> weights.put(channel, share.weight()));
        return new EvaluationReport(
                data.folder().dataSet().name(),
                data.protocol().wireName(),
                options.fit().wireName(),
                options.seed(),
                data.users(),
                data.users() - data.split().test().size(),
                scores.targets(),
                scores.contents(),
                generation.id().value(),
                Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0,
                new EvaluationReport.Tuning(
                        tuned.blend().blend().wireName(),
                        weights,
                        tuned.questions(),
                        tuned.meanHitRate(),
                        tuned.heldOut()),
                scores.results(),
                scores.groups(),
                scores.ecosystem());
    }
}
