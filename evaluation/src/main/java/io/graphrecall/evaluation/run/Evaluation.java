package io.graphrecall.evaluation.run;

import io.graphrecall.blend.TunedBlend;
import io.graphrecall.blend.fit.BlendTuning;
import io.graphrecall.evaluation.baselines.EmbeddingBaselines;
import io.graphrecall.evaluation.baselines.LinearBaseline;
import io.graphrecall.evaluation.description.DataSurvey;
import io.graphrecall.evaluation.metrics.Bootstrap;
import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.evaluation.report.ListScores;
import io.graphrecall.evaluation.report.ReportFiles;
import io.graphrecall.evaluation.report.ReportMean;
import io.graphrecall.evaluation.spaces.SpacePictures;
import io.graphrecall.evaluation.spaces.SpaceSurvey;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.home.RecallHome;
import io.graphrecall.home.WorkFolders;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.filter.EligibilitySettings;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Evaluation of a data set, up to the report. It loads the training events, builds a generation, fits the blend on
 * validation requests and scores the lists of test requests. All lists come from the serving pipeline.
 */
public final class Evaluation {

    private final EvaluationOptions options;
    private final Function<Path, RecallHome> homes;
    private final Progress progress;
    private final Tuning tuning;

    private Evaluation(EvaluationOptions options, Function<Path, RecallHome> homes, Progress progress) {
        this.options = options;
        this.homes = homes;
        this.progress = progress;
        this.tuning = new Tuning(options.build(), options.channels());
    }

    /**
     * Evaluates with each seed and writes the reports and lists. With several seeds, the returned report has the means.
     *
     * @param homes opens a home in an empty folder, with an empty graph
     */
    public static EvaluationReport run(EvaluationOptions options, Function<Path, RecallHome> homes, Progress progress) {
        if (options.seeds() == 1) {
            return new Evaluation(options, homes, progress).run();
        }
        List<EvaluationReport> reports = new ArrayList<>();
        List<Path> outputs = EvaluationOptions.outputs(options.out(), options.seed(), options.seeds());
        for (int i = 0; i < options.seeds(); i++) {
            EvaluationOptions single = options.withSeed(options.seed() + i, outputs.get(i));
            reports.add(new Evaluation(single, homes, progress).run());
        }
        EvaluationReport mean = ReportMean.of(reports);
        ListFiles.delete(options.lists());
        WorkFolders.delete(options.ranks());
        ReportFiles.write(mean, SpacePictures.EMPTY, options.out());
        return mean;
    }

    private EvaluationReport run() {
        long startNanos = System.nanoTime();
        DataSetFolder folder = options.data();
        DataSet.Protocol protocol = Objects.requireNonNullElse(options.protocol(), folder.dataSet().protocol());
        SplitDataSet data = SplitDataSet.read(folder, protocol, progress);
        Path homeFolder = WorkFolders.empty(options.home());
        try (RecallHome home = homes.apply(homeFolder)) {
            GenerationManifest strict = tuning.build(home, data, progress);
            Comparisons comparisons = compare(home, data, strict);
            BlendTuning.Tuned tuned = tuneAndPostValidation(home, data);
            GenerationManifest generation = strict;
            if (options.fit() == Fit.REFIT) {
                generation = refit(home, data);
                comparisons = comparisons.withBaselines(baselines(home, data, generation));
            }
            TestRecall.Lists test = new TestRecall(options, tuning, progress).run(
                    home, data, tuned, comparisons.linearRanks());
            keepSettings(home.folder(), tuned);
            SpaceSurvey survey = SpaceEvaluation.survey(home, folder, generation, options.seed());
            EvaluationReport report = report(
                    data, generation, tuned, test, comparisons, survey, startNanos,
                    tuning.settings(home).values().get(EligibilitySettings.SECTION).undescribed());
            ReportFiles.write(report, survey.pictures(), options.out());
            return report;
        } finally {
            if (!options.keep()) {
                WorkFolders.delete(homeFolder);
            }
        }
    }

    /**
     * Scores of baselines of the models; null if the model is not trained.
     *
     * @param linearRanks ranks of the test targets by a linear ranker, by user
     */
    private record Comparisons(
            @Nullable Map<String, SortedMap<Integer, Double>> baselines,
            @Nullable Map<String, Integer> linearRanks) {

        Comparisons withBaselines(@Nullable Map<String, SortedMap<Integer, Double>> others) {
            return new Comparisons(others, linearRanks);
        }
    }

    /**
     * Runs before the validation events are posted, so that the graph has the training events only. The baselines of a refit
     * follow when the graph has its events.
     */
    private Comparisons compare(RecallHome home, SplitDataSet data, GenerationManifest strict) {
        return new Comparisons(
                options.fit() == Fit.STRICT ? baselines(home, data, strict) : null,
                LinearBaseline.suits(strict) && DataSurvey.isSimulated(data.folder())
                        ? LinearBaseline.ranks(home, strict, data.log(), data.split(), options.seed(), progress)
                        : null);
    }

    /**
     * Computes the baselines on the graph as it is now.
     *
     * @param built generation built from this graph
     */
    private @Nullable Map<String, SortedMap<Integer, Double>> baselines(
            RecallHome home, SplitDataSet data, GenerationManifest built) {
        if (!EmbeddingBaselines.suits(built)) {
            return null;
        }
        try (Generation generation = RecallHome.generations(home.folder()).open(built.id())) {
            return EmbeddingBaselines.hitRates(
                    home.graph(), GraphTables.read(generation), data.folder().dataSet().timestamps(), data.log(),
                    data.split(), options.seed(), progress);
        }
    }

    /** Tunes the blend. In a strict fit, it then writes the validation events to the graph. */
    private BlendTuning.Tuned tuneAndPostValidation(RecallHome home, SplitDataSet data) {
        BlendTuning.Tuned tuned;
        try (GenerationRecall recall = tuning.recall(home)) {
            tuned = tuning.tune(recall, data, options.ablation(), progress);
        }
        if (options.fit() == Fit.STRICT) {
            progress.begin("Posting validation events", -1);
            EventReplay replay = new EventReplay(new GraphWriter(home.graph()));
            data.validationEvents(event -> {
                replay.add(event);
                progress.advance(1);
            });
            replay.finish(data.folder().maxRejectedShare());
            progress.end(replay.toString());
        }
        return tuned;
    }

    /** Writes the blend and the seed into a home, so that a batch in a kept home recalls as this evaluation does. */
    private void keepSettings(Path home, BlendTuning.Tuned tuned) {
        tuned.blend().write(home.resolve(TunedBlend.FILE));
        try {
            Files.writeString(home.resolve(SettingsSource.FILE), "recall.seed = " + options.seed() + "\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rebuilds with the training and validation events. */
    private GenerationManifest refit(RecallHome home, SplitDataSet data) {
        home.loader().load(data.write(SplitDataSet.REFIT, home.folder().resolve("known")), false, progress)
                .requireUsable(data.folder().maxRejectedShare());
        return home.build(options.build(), progress).orElseThrow();
    }

    private EvaluationReport report(
            SplitDataSet data,
            GenerationManifest generation,
            BlendTuning.Tuned tuned,
            TestRecall.Lists test,
            Comparisons comparisons,
            SpaceSurvey survey,
            long startNanos,
            boolean recallsUndescribed) {
        ListScores scores = test.scores();
        Bootstrap bootstrap = scores.bootstrap(options.seed());
        Map<String, Double> weights = new LinkedHashMap<>();
        Map<String, Integer> quotas = new LinkedHashMap<>();
        tuned.blend().channels().forEach((channel, share) -> {
            weights.put(channel, share.weight());
            quotas.put(channel, share.quota());
        });
        return new EvaluationReport(
                data.folder().dataSet().name(),
                data.protocol().wireName(),
                options.fit().wireName(),
                options.seed(),
                null,
                null,
                EvaluationReport.Training.of(options.training(), generation),
                data.users(),
                data.users() - data.split().test().size(),
                scores.targets(),
                test.excludedTargets(),
                scores.contents(),
                generation.id().value(),
                Duration.ofNanos(System.nanoTime() - startNanos).toMillis() / 1000.0,
                DataSurvey.of(data.folder(), data.log()),
                new EvaluationReport.Tuning(
                        tuned.blend().blend().wireName(),
                        weights,
                        quotas,
                        tuned.requests(),
                        tuned.meanHitRate(),
                        tuned.heldOut(),
                        tuned.tried(),
                        tuned.learned()),
                scores.results(),
                scores.groups(),
                scores.intervals(bootstrap),
                scores.comparisons(bootstrap),
                scores.splits(options.seed()),
                scores.ecosystem(),
                scores.contribution(bootstrap),
                options.ablation() ? scores.ablation(bootstrap) : null,
                comparisons.baselines(),
                survey.agreement(),
                survey.crossModal(),
                recallsUndescribed ? null : data.undescribed(),
                test.searches(),
                test.examples(),
                scores.overlap());
    }
}
