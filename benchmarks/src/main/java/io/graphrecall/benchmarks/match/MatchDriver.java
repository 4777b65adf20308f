package io.graphrecall.benchmarks.match;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.EpochLog;
import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.evaluation.description.Fingerprint;
import io.graphrecall.evaluation.variants.DeepMatchHitRates;
import io.graphrecall.evaluation.variants.ModelRequest;
import io.graphrecall.evaluation.variants.VariantResult;
import io.graphrecall.evaluation.variants.VariantTraining;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.MatchParameters;
import io.graphrecall.gnn.deepmatch.MatchVariant;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.schema.BehaviourEvent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Evaluation of deep match model variants on a data set: hit rates with leave-one-out, fit strict, over all contents
 * except those engaged before. Each training writes its scores to a file. Finished trainings are not repeated, and
 * interrupted ones resume.
 */
public final class MatchDriver {

    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final MatchSettings settings;
    private final LastEngagements split;
    private final TrainingData data;

    MatchDriver(MatchSettings settings) {
        this.settings = settings;
        FolderGraph folder = new FolderGraph(DataSetFolder.open(settings.data()));
        Map<String, List<BehaviourEvent>> events = folder.events(settings.users());
        split = LastEngagements.of(settings.swapped() ? SwappedSearches.of(events) : events);
        HeteroGraph graph = folder.graph(split.training());
        EmbeddingTable texts = settings.texts() ? folder.texts(settings.out().resolve("cache")) : null;
        data = new TrainingData(
                graph.behaviour(), FolderGraph.tables(graph), texts == null ? null : EncoderModel.SPACE, texts);
    }

    /** Runs the evaluation that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) throws IOException {
        MatchDriver driver = new MatchDriver(MatchSettings.of(Arguments.ofProgram(MatchSettings.USAGE, words)));
        List<VariantResult> results = driver.run();
        System.out.println(driver.mapper.writeValueAsString(results));
        System.out.println(driver.mapper.writeValueAsString(driver.truth(results)));
    }

    List<VariantResult> run() throws IOException {
        VariantTraining training = new VariantTraining(
                new VariantTraining.Experiment(
                        "%s, users %s, searches %s, texts %s".formatted(
                                Fingerprint.of(settings.data()), settings.users(),
                                settings.swapped() ? "of others" : "their own",
                                settings.texts()),
                        data, asked(split.validation()), asked(split.test())),
                settings.out(), new EpochLog());
        List<VariantResult> results = new ArrayList<>();
        for (int seed = 0; seed < settings.seeds(); seed++) {
            for (MatchVariant variant : settings.variants()) {
                MatchParameters parameters = settings.parameters()
                        .withModel(settings.parameters().model().withVariant(variant));
                VariantResult result = training.of(parameters, seed);
                System.err.println(mapper.writeValueAsString(result));
                results.add(result);
            }
        }
        return results;
    }

    /** Returns the scores of the trained models by the ground truth; empty if there is none. */
    List<TruthScores.Result> truth(List<VariantResult> results) throws IOException {
        Path folder = settings.truth();
        List<TruthScores.Result> scores = new ArrayList<>();
        if (folder != null) {
            TruthScores truth = new TruthScores(folder);
            for (VariantResult result : results) {
                Path file = settings.out().resolve(result.variant() + "-" + result.seed()).resolve("model.npz");
                try (InputStream in = Files.newInputStream(file); DeepMatch model = DeepMatch.read(in, 1)) {
                    scores.add(truth.of(
                            result.variant(), result.seed(),
                            new DeepMatchHitRates(model, data.tables(), data.vectors()),
                            split.test().values()));
                }
            }
        }
        return scores;
    }

    private static List<ModelRequest> asked(Map<String, LastEngagements.Question> questions) {
        return questions.values().stream().map(LastEngagements.Question::asked).toList();
    }
}
