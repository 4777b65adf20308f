package io.graphrecall.benchmarks.match;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.gnn.deepmatch.MatchParameters;
import io.graphrecall.gnn.deepmatch.MatchVariant;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the driver does.
 *
 * @param data       a data set
 * @param out        where checkpoints and results go; a run that was killed goes on from them
 * @param variants   what is trained
 * @param seeds      so many trainings of each, with seeds from 0
 * @param users      share of the users that is learned from and asked for
 * @param swapped    whether users have each other's searches, as a placebo
 * @param texts      whether vectors of texts are part of the elements
 * @param truth      what a simulated world's log does not tell, to tell interest from noise; null for not to
 * @param parameters of all variants
 */
record MatchSettings(
        Path data, Path out, List<MatchVariant> variants, int seeds, double users, boolean swapped, boolean texts,
        @Nullable Path truth,
        MatchParameters parameters) {

    static final String USAGE = """
            match --data DIR --out DIR   trains on all but each user's last two contents, finds the last one
              --variants a,b    of base, filtered, cate, query, mask, graph (default: base)
              --seeds N         trainings of each (default: 1)
              --users SHARE     of the users that take part (default: 1)
              --swap-searches true  users have the searches of others: a placebo (default: false)
              --most N          samples of a pass, at most (default: %d)
              --truth DIR       of a simulated world: also tells what of interest and noise is found and made use of
              --epochs N        passes over the samples (default: %d)
              --filter SHARE    what the frequency filter counts beside attention (default: %s)
              --ids true|false  contents have a vector of their own (default: %s)
              --id-dropout X    share of these that training leaves out (default: %s)
              --texts true      vectors of texts are part of the elements (default: false)
              --width N         of every vector (default: %d)
              --dropout X       (default: %s)
              --rate X          (default: %s)
              --whole N         contents that are all compared with, at most (default: %d)
              --threads N       of one operation; more than one only where the cores are free (default: 1)
            """.formatted(
            MatchParameters.DEFAULT.schedule().most(), MatchParameters.DEFAULT.schedule().epochs(),
            MatchParameters.DEFAULT.model().filter().share(),
            MatchParameters.DEFAULT.model().ids(), MatchParameters.DEFAULT.model().idDropout(),
            MatchParameters.DEFAULT.model().width(), MatchParameters.DEFAULT.model().dropout(),
            MatchParameters.DEFAULT.schedule().rate(),
            MatchParameters.DEFAULT.schedule().whole());

    static MatchSettings of(Arguments arguments) {
        MatchParameters.Model model = MatchParameters.DEFAULT.model();
        MatchParameters.Schedule schedule = MatchParameters.DEFAULT.schedule();
        MatchSettings settings = new MatchSettings(
                arguments.required("data", Path::of), arguments.required("out", Path::of),
                arguments.value("variants", List.of(MatchVariant.BASE), MatchSettings::variants),
                arguments.value("seeds", 1, Integer::valueOf), arguments.value("users", 1.0, Double::valueOf),
                arguments.value("swap-searches", false, Boolean::valueOf),
                arguments.value("texts", false, Boolean::valueOf),
                arguments.optional("truth", Path::of).orElse(null),
                new MatchParameters(
                        model.withFilter(new MatchParameters.Filter(
                                arguments.value("filter", model.filter().share(), Double::valueOf),
                                model.filter().frequencies()))
                                .withIds(
                                        arguments.value("ids", model.ids(), Boolean::valueOf),
                                        arguments.value("id-dropout", model.idDropout(), Float::valueOf))
                                .withWidth(arguments.value("width", model.width(), Integer::valueOf))
                                .withDropout(arguments.value("dropout", model.dropout(), Float::valueOf)),
                        schedule.withEpochs(arguments.value("epochs", schedule.epochs(), Integer::valueOf))
                                .withMost(arguments.value("most", schedule.most(), Integer::valueOf))
                                .withRate(arguments.value("rate", schedule.rate(), Float::valueOf))
                                .withWhole(
                                        arguments.value("whole", schedule.whole(), Integer::valueOf),
                                        schedule.negatives())
                                .withThreads(arguments.value("threads", schedule.threads(), Integer::valueOf))));
        arguments.requireAllRead();
        return settings;
    }

    private static List<MatchVariant> variants(String names) {
        return Arrays.stream(names.split(","))
                .map(name -> MatchVariant.ofWireName(name)
                        .orElseThrow(() -> new IllegalArgumentException("there is no variant '" + name + "'")))
                .toList();
    }
}
