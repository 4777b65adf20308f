package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.baselines.EmbeddingBaselines;
import io.graphrecall.evaluation.description.DataSurvey;
import io.graphrecall.evaluation.description.Fingerprint;
import io.graphrecall.evaluation.lists.FullQuotaRecall;
import io.graphrecall.evaluation.lists.FullQuotaResult;
import io.graphrecall.evaluation.lists.OrderedExecutor;
import io.graphrecall.evaluation.lists.RecallList;
import io.graphrecall.evaluation.metrics.Bootstrap;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.protocol.Protocol;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.evaluation.protocol.Temporal;
import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.evaluation.report.ListScores;
import io.graphrecall.evaluation.report.ReportFiles;
import io.graphrecall.evaluation.report.ReportMean;
import io.graphrecall.evaluation.spaces.SpacePictures;
import io.graphrecall.evaluation.spaces.SpaceSurvey;
import io.graphrecall.evaluation.tuning.BlendTuning;
import io.graphrecall.evaluation.variants.VariantAblation;
import io.graphrecall.evaluation.variants.VariantScores;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.Progress;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.TunedBlend;
import org.jspecify.annotations.Nullable;

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
import java.util.SortedMap;
import java.util.function.Function;

/**
 * An evaluation, from a data set to a report: what may be known is loaded and built, weights are fitted to the validation
 * targets, then the test targets are asked for, all through the pipeline that serves.
 */
public final class Evaluation {

    private final EvaluationOptions options;
    private final Function<Path, RecallHome> homes;
    private final Progress progress;
    private final Tuning tuning;
    private final boolean variants;

    /** @param variants whether variants of the deep match model are compared, where ablation is asked for */
    private Evaluation(
            EvaluationOptions options, Function<Path, RecallHome> homes, Progress progress, boolean variants) {
        this.options = options;
        this.variants = variants && options.ablates();
        this.homes = homes;
        this.progress = progress;
        this.tuning = new Tuning(options.build(), options.channels());
    }

    /**
     * Evaluates, once a seed, and writes the report; the lists of each seed stand beside its report. Each evaluation has a
     * local Neo4j of its own.
     */
    public static EvaluationReport run(EvaluationOptions options, Progress progress) {
        return run(options, RecallHome::local, progress);
    }

    /**
     * Evaluates once per seed in homes that the caller opens, for example with serving modules of its own.
     *
     * @param homes opens a home in an empty folder, with an empty graph
     */
    public static EvaluationReport run(EvaluationOptions options, Function<Path, RecallHome> homes, Progress progress) {
        if (options.seeds() == 1) {
            return new Evaluation(options, homes, progress, true).run();
        }
        List<EvaluationReport> reports = new ArrayList<>();
        for (int i = 0; i < options.seeds(); i++) {
            long seed = options.seed() + i;
            EvaluationOptions one = options.withSeed(seed, options.out().resolve("seed-" + seed));
            reports.add(new Evaluation(one, homes, progress, i == 0).run());
        }
        EvaluationReport mean = ReportMean.of(reports);
        ReportFiles.write(mean, SpacePictures.EMPTY, options.out());
        return mean;
    }

    private EvaluationReport run() {
        long began = System.nanoTime();
        DataSetFolder folder = DataSetFolder.open(options.data());
        Protocol protocol = options.protocol() == null ? Protocol.of(folder.dataSet().protocol()) : options.protocol();
        SplitDataSet data = SplitDataSet.read(folder, protocol, progress);
        Path homeFolder = OutputFolders.empty(options.out().resolve("home"));
        try (RecallHome home = homes.apply(homeFolder)) {
            GenerationManifest strict = tuning.build(home, data, progress);
            Compared compared = compare(home, data, strict);
            BlendTuning.Tuned tuned = tuneAndCatchUp(home, data);
            GenerationManifest answering = options.fit() == Fit.STRICT ? strict : refit(home, data);
            ListScores scores = ask(home, data, tuned);
            SpaceSurvey survey = SpaceEvaluation.survey(home, folder, answering, options.seed());
            EvaluationReport report = report(
                    data, answering, tuned, scores, compared, survey, began);
            ReportFiles.write(report, survey.pictures(), options.out());
            return report;
        } finally {
            if (!options.keep()) {
                OutputFolders.remove(homeFolder);
            }
        }
    }

    /** What is set beside the models of the generation; null where they were not trained or it was not asked for. */
    private record Compared(
            @Nullable Map<String, VariantScores> variants,
            @Nullable Map<String, SortedMap<Integer, Double>> baselines) {}

    /** Before anything happens live: all of it goes by what the generation was built from. */
    private Compared compare(RecallHome home, SplitDataSet data, GenerationManifest strict) {
        return new Compared(
                variants && VariantAblation.suits(strict) ? variants(home, data, strict) : null,
                EmbeddingBaselines.suits(strict) ? baselines(home, data, strict) : null);
    }

    private Map<String, VariantScores> variants(RecallHome home, SplitDataSet data, GenerationManifest strict) {
        VariantAblation ablation = new VariantAblation(
                options.training().epochs(), options.training().threads(), options.seed(), options.ablation());
        return ablation.run(
                home, strict, data.log(), data.split(),
                Fingerprint.of(data.folder().path()) + " " + data.protocol().wireName(),
                options.out().resolve("variants"), progress);
    }

    private Map<String, SortedMap<Integer, Double>> baselines(
            RecallHome home, SplitDataSet data, GenerationManifest strict) {
        try (Generation generation = RecallHome.generations(home.folder()).open(strict.id())) {
            return new EmbeddingBaselines(
                    home.graph(), GraphTables.read(generation), data.folder().dataSet().timestamps(),
                    options.seed()).hitRates(data.log(), data.split(), progress);
        }
    }

    /** Fits the weights; then, in a strict fit, what was withheld for that happens live. */
    private BlendTuning.Tuned tuneAndCatchUp(RecallHome home, SplitDataSet data) {
        try (RecallServer server = tuning.serve(home)) {
            BlendTuning.Tuned tuned = tuning.tune(server, data, options.ablates(), progress);
            tuned.blend().write(home.folder().resolve(TunedBlend.FILE));
            keepSeed(home.folder());
            if (options.fit() == Fit.STRICT) {
                progress.begin("posting the validation events", -1);
                EventReplay live = new EventReplay(server.events());
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
        return home.build(options.build(), progress);
    }

    /** Asks the test questions, writes the lists and counts them. */
    private ListScores ask(RecallHome home, SplitDataSet data, BlendTuning.Tuned tuned) {
        Set<Split.Part> known = options.fit() == Fit.STRICT ? SplitDataSet.STRICT : SplitDataSet.REFIT;
        List<EvaluationRequest> questions = data.split().test();
        try (RecallServer server = home.serveInProcess(tuning.settings(home).with(tuned.blend()), Clock.systemUTC())) {
            FullQuotaRecall recall = new FullQuotaRecall(server, Tuning.SIZE, tuning.quotas());
            List<String> channels = List.copyOf(ask(recall, questions.getFirst()).channels().keySet());
            BlendAblation rivals = new BlendAblation(tuned.blend(), tuned.weighted(), tuning.quotas(), channels,
                    tuned.ablations());
            ListScores scores = new ListScores(
                    channels, rivals.names(), data.catalogue(known), data.folder().dataSet().timestamps(),
                    data.protocol() instanceof Temporal);
            List<String> names = new ArrayList<>(channels);
            names.addFirst(EvaluationReport.MERGED);
            progress.begin("recall for the test", questions.size());
            try (ListFiles files = new ListFiles(options.out().resolve("lists"), names)) {
                new OrderedExecutor().run(
                        questions.iterator(),
                        question -> Answered.of(question, ask(recall, question), rivals),
                        answered -> {
                            files.write(answered.question.userId(), answered.lists);
                            scores.add(answered.question, answered.lists, answered.rivalRanks);
                            progress.advance(1);
                        });
                files.commit();
            }
            progress.end("%,d questions".formatted(questions.size()));
            return scores;
        }
    }

    private static FullQuotaResult ask(FullQuotaRecall recall, EvaluationRequest question) {
        return recall.answer(question.userId(), Instant.ofEpochMilli(question.at()));
    }

    private record Answered(EvaluationRequest question, Map<String, RecallList> lists,
            Map<String, Integer> rivalRanks) {

        static Answered of(EvaluationRequest question, FullQuotaResult answer, BlendAblation rivals) {
            Map<String, RecallList> lists = new LinkedHashMap<>(answer.channels());
            lists.put(EvaluationReport.MERGED, answer.merged());
            return new Answered(question, lists, rivals.ranks(answer, question.targets().getFirst()));
        }
    }

    private EvaluationReport report(
            SplitDataSet data,
            GenerationManifest generation,
            BlendTuning.Tuned tuned,
            ListScores scores,
            Compared compared,
            SpaceSurvey survey,
            long began) {
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
                EvaluationReport.Training.of(options.training()),
                data.users(),
                data.users() - data.split().test().size(),
                scores.targets(),
                scores.contents(),
                generation.id().value(),
                Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0,
                DataSurvey.of(data.folder(), data.log()),
                new EvaluationReport.Tuning(
                        tuned.blend().blend().wireName(),
                        weights,
                        quotas,
                        tuned.questions(),
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
                options.ablates() ? scores.ablation(bootstrap) : null,
                compared.variants(),
                compared.baselines(),
                survey.agreement(),
                survey.crossModal(),
                scores.overlap());
    }
}
