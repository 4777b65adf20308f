package io.graphrecall.benchmarks.experiment;

import io.graphrecall.benchmarks.experiment.WorldAudience.Reader;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.home.GraphFacts;
import io.graphrecall.home.RecallHome;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.cluster.CommonPool;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Errors of the decisions on variants, and the users that they need, on a simulated world. The lists are recalls of a home
 * that has loaded the world; the ground truth decides the clicks. Prints a row per variant and method. A variant with other
 * lists has rows more, in which every content attracts as much as any other, so that neither scene is better.
 */
public final class WorldExperimentDriver {

    private static final String USAGE = """
            --home DIR       Home with a generation of a simulated world. Required.
            --truth DIR      Ground truth of the world. Required.
            --scene NAME     Scene of the control group (default: feed).
            --variants A,B   Scenes that are compared with it. Required.
            --runs N         Experiments per row (default: 100).
            --users N        Users after which an experiment ends undecided (default: 20000).""";
    /** Probability of a click on an examined content without regard to interests. */
    private static final double INDIFFERENT = 0.1;

    private final RecallPipeline pipeline;
    private final WorldTruth truth;
    private final Instant now;
    private final Map<String, List<int[]>> lists = new HashMap<>();

    private WorldExperimentDriver(RecallPipeline pipeline, WorldTruth truth, Instant now) {
        this.pipeline = pipeline;
        this.truth = truth;
        this.now = now;
    }

    /** Runs the experiments that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) {
        Arguments arguments = Arguments.ofProgram(USAGE, words);
        Path folder = arguments.required("home", Path::of);
        WorldTruth truth = arguments.required("truth", text -> new WorldTruth(Path.of(text)));
        String scene = arguments.value("scene", RecallPipeline.DEFAULT_SCENE, name -> name);
        List<String> variants = arguments.required("variants", names -> List.of(names.split(",")));
        int runs = arguments.value("runs", 100, Integer::valueOf);
        int maxUsers = arguments.value("users", 20_000, Integer::valueOf);
        arguments.requireAllRead();
        CommonPool.widen();
        Map<String, WorldAudience> audiences = new LinkedHashMap<>();
        try (RecallHome home = RecallHome.local(folder);
                GenerationRecall recall = home.recall(home.settings().recall(), Clock.systemUTC())) {
            Instant end = new GraphFacts(home.graph()).newestEvent().orElseThrow();
            WorldExperimentDriver driver = new WorldExperimentDriver(recall.pipeline(), truth, end);
            variants.forEach(variant -> audiences.put(variant, driver.audience(scene, variant)));
        }
        DecisionTable table = new DecisionTable("variant of " + scene, runs);
        audiences.forEach((variant, audience) -> {
            table.add(variant, new SimulatedExperiment(audience, maxUsers));
            if (audience.hasDifferentLists()) {
                table.add(variant + ", clicks by position", new SimulatedExperiment(
                        new WorldAudience(audience.users(), (user, content) -> INDIFFERENT), maxUsers));
            }
        });
    }

    /** Recalls the lists of all users in two scenes. */
    WorldAudience audience(String scene, String variant) {
        List<int[]> ofScene = lists.computeIfAbsent(scene, this::recall);
        List<int[]> ofVariant = lists.computeIfAbsent(variant, this::recall);
        List<String> users = truth.users();
        return new WorldAudience(IntStream.range(0, users.size())
                .mapToObj(user -> new Reader(users.get(user), ofScene.get(user), ofVariant.get(user))).toList(),
                truth::attraction);
    }

    private List<int[]> recall(String scene) {
        List<int[]> recalled = new ArrayList<>();
        for (String user : truth.users()) {
            RecallResult result = pipeline.recall(
                    RecallRequest.of(new UserId(user), Audience.LISTED).withScene(scene).at(now));
            if (result.variant() != null || result.degraded()) {
                throw new IllegalStateException("Scene " + scene + " served user " + user + " by variant "
                        + result.variant() + ", degraded by " + result.degradations());
            }
            recalled.add(IntStream.range(0, result.size())
                    .map(position -> truth.number(result.contentId(position))).toArray());
        }
        return recalled;
    }
}
