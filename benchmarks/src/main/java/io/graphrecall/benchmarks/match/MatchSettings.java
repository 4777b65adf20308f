package io.graphrecall.benchmarks.match;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.gnn.deepmatch.MatchConfiguration;
import io.graphrecall.gnn.deepmatch.MatchParameters;
import io.graphrecall.gnn.deepmatch.MatchVariant;
import io.graphrecall.gnn.tensor.ComputeDevice;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/**
 * Settings of the driver, as {@link #USAGE} describes them.
 *
 * @param parameters parameters of all variants
 */
record MatchSettings(
        Path data, Path out, List<MatchVariant> variants, int seeds, double users, boolean swapped,
        boolean texts,
        @Nullable Path truth, ComputeDevice device,
        MatchParameters parameters) {

    static final String USAGE = """
            --data DIR            Data set. Training excludes the last two contents of each user. Required.
            --out DIR             Folder of checkpoints and results. Required.
            --variants a,b        Variants: source-base, base, filtered, cate, query, mask, graph (default: query).
            --seeds N             Trainings per variant (default: 1).
            --users SHARE         Share of the users in the sample (default: 1).
            --swap-searches BOOL  Gives users the searches of others, as a placebo (default: false).
            --texts BOOL          Elements of contents have the vectors of their texts (default: false).
            --truth DIR           Ground truth of a simulated world. Also reports hit rates of interest and the influence of
                                  noise.
            --epochs N            Epochs.
            --configuration NAME  session, encoder or popular: the parameters that other options change (default: session).
            --id-graph BOOL       Id embeddings are smoothed over a graph of contents.
            --dwell BOOL          Weights of elements depend on their dwell time.
            --dwell-weights BOOL  Weights of samples depend on the dwell time of their target.
            --popularity BOOL     Scores depend on the popularity of a content.
            --width N             Dimension of all vectors.
            --device NAME         Device: cpu, gpu, gpu:N or auto, the first GPU if there is one (default: auto).
            --threads N           Threads per operation; more than one needs idle cores (default: 1).
            """;

    static MatchSettings of(Arguments arguments) {
        MatchParameters parameters = arguments.constant("configuration", MatchConfiguration.SESSION).parameters();
        MatchParameters.Model model = parameters.model();
        MatchParameters.Objective objective = parameters.objective();
        MatchSettings settings = new MatchSettings(
                arguments.required("data", Path::of), arguments.required("out", Path::of),
                arguments.constants("variants", MatchVariant.QUERY),
                arguments.value("seeds", 1, Integer::valueOf), arguments.value("users", 1.0, Double::valueOf),
                arguments.value("swap-searches", false, Boolean::valueOf),
                arguments.value("texts", false, Boolean::valueOf),
                arguments.optional("truth", Path::of).orElse(null),
                arguments.device(),
                new MatchParameters(
                        new MatchParameters.Model(
                                model.variant(), arguments.value("width", model.width(), Integer::valueOf),
                                model.maxLength(), model.dropout(), model.deviation(), model.encoder(),
                                model.idEmbeddings(), model.idDropout(),
                                arguments.value("id-graph", model.idGraph(), Boolean::valueOf),
                                arguments.value("dwell", model.dwellTimes(), Boolean::valueOf),
                                arguments.value("popularity", model.popularity(), Boolean::valueOf)),
                        objective.withDwellWeights(
                                arguments.value("dwell-weights", objective.dwellWeights(), Boolean::valueOf)),
                        arguments.schedule(parameters.schedule())));
        arguments.requireAllRead();
        return settings;
    }
}
