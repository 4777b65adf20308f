package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.report.ReportFiles;
import io.graphrecall.evaluation.report.SpaceReport;
import io.graphrecall.evaluation.spaces.SpaceSurvey;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.home.RecallHome;
import io.graphrecall.home.WorkFolders;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Progress;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** Evaluation of the embedding spaces of a data set without events. */
public final class SpaceEvaluation {

    private SpaceEvaluation() {}

    /** Returns true if a data set has no events, so that no other evaluation is possible. */
    public static boolean suits(DataSetFolder data) {
        return !data.has(RecordKind.EVENTS);
    }

    /**
     * Evaluates and writes the report. Ignores protocol, fit and channels of the options.
     *
     * @param homes opens a home in an empty folder, with an empty graph
     */
    public static SpaceReport run(EvaluationOptions options, Function<Path, RecallHome> homes, Progress progress) {
        long startNanos = System.nanoTime();
        DataSetFolder folder = options.data();
        Path homeFolder = WorkFolders.empty(options.home());
        try (RecallHome home = homes.apply(homeFolder)) {
            home.loader().load(folder, false, progress).requireUsable(folder.maxRejectedShare());
            GenerationManifest built = home.build(options.build(), progress).orElseThrow();
            SpaceSurvey survey = survey(home, folder, built, options.seed());
            SpaceReport report = new SpaceReport(
                    folder.dataSet().name(),
                    options.seed(),
                    built.metrics().getOrDefault("contents", 0.0).longValue(),
                    built.id().value(),
                    Duration.ofNanos(System.nanoTime() - startNanos).toMillis() / 1000.0,
                    survey.agreement(),
                    survey.crossModal());
            ListFiles.delete(options.lists());
            ReportFiles.write(report, survey.pictures(), options.out());
            return report;
        } finally {
            if (!options.keep()) {
                WorkFolders.delete(homeFolder);
            }
        }
    }

    /** Surveys the embedding spaces of a generation. */
    static SpaceSurvey survey(RecallHome home, DataSetFolder folder, GenerationManifest built, long seed) {
        try (Generation generation = RecallHome.generations(home.folder()).open(built.id())) {
            return SpaceSurvey.of(folder, generation, seed);
        }
    }
}
