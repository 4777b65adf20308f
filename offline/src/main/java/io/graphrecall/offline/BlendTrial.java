package io.graphrecall.offline;

import io.graphrecall.blend.ChannelShares;
import io.graphrecall.blend.fit.BlendTuning;
import io.graphrecall.blend.fit.CandidateScores;
import io.graphrecall.generation.Generation;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.pipeline.FittedBlend;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.StateRead;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.pipeline.state.UserStateSource;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Fits the blend of the default scene to the targets that a build withheld, and measures it and each channel. The generation
 * then serves with this blend. If a channel fails, nothing is found out. The hit rate of the blend is cross-fitted. A learned
 * blend needs the command {@code tune}.
 *
 * <p>The states of the users have their events, but not whom they follow or what they blocked.
 */
public final class BlendTrial {

    /** Metric: number of targets. */
    static final String TARGETS = "withheld_targets";
    /** Metric: share of the targets that the lists find, averaged over several sizes of lists. */
    public static final String HIT_RATE = "withheld_hit_rate";

    private static final Logger LOG = LoggerFactory.getLogger(BlendTrial.class);

    private static final int LIST_SIZE = CandidateScores.SIZES.getLast();

    private final BiFunction<Generation, UserStateSource, GenerationRecall> recall;
    private final long seed;

    /**
     * @param recall recalls from a generation, without experiments, with a timeout that no channel reaches
     * @param seed   seed of the build
     */
    public BlendTrial(BiFunction<Generation, UserStateSource, GenerationRecall> recall, long seed) {
        this.recall = recall;
        this.seed = seed;
    }

    /**
     * Findings, which become part of the generation's manifest.
     *
     * @param settings JSON values by name
     * @param metrics  by name
     */
    record Findings(Map<String, Object> settings, Map<String, Double> metrics) {}

    /**
     * Tries a generation.
     *
     * @param generation valid only during the call
     * @param withheld   targets that the generation does not know; at least one
     */
    Findings run(Generation generation, WithheldTargets withheld, Progress progress) {
        Map<String, UserState> states = new HashMap<>();
        withheld.targets().forEach(target -> {
            UserState state = state(withheld.known(), target.user());
            states.put(state.user().key(), state);
        });
        Behaviour behaviour = withheld.known().behaviour();
        try (GenerationRecall opened = recall.apply(generation, (user, limit) -> new StateRead(
                states.getOrDefault(user.key(), UserState.empty(user)), StateRead.Source.GRAPH))) {
            BlendTuning<WithheldTargets.Target> tuning = new BlendTuning<>(target -> opened.pipeline()
                    .recall(RecallRequest.of(new UserId(behaviour.users().key(target.user())), LIST_SIZE)
                            .at(Instant.ofEpochMilli(target.at())).withoutSeen())
                    .requireComplete().labelled(List.of(target.content())), seed);
            return findings(tuning.fitWeights(withheld.targets(), progress), withheld.targets().size(), progress);
        } catch (RecallException e) {
            if (e.code() != RecallException.Code.UNAVAILABLE) {
                throw e;
            }
            LOG.warn("The blend is not fitted, so the weights of the settings serve: {}", e.getMessage());
            return new Findings(Map.of(), Map.of());
        }
    }

    private static Findings findings(BlendTuning.Weighted fitted, int targets, Progress progress) {
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put(TARGETS, (double) targets);
        metrics.put(HIT_RATE, fitted.heldOut());
        fitted.channels().forEach((channel, hitRate) -> metrics.put(HIT_RATE + "." + channel, hitRate));
        progress.begin("Measuring the generation", -1);
        progress.end("mean hit rate %.4f on %s%s".formatted(fitted.heldOut(),
                Counts.of(targets, "withheld engagement"),
                fitted.channels().entrySet().stream().max(Comparator.comparingDouble(Map.Entry::getValue))
                        .map(best -> String.format(Locale.ROOT, "; best channel alone: %s, %.4f", best.getKey(),
                                best.getValue()))
                        .orElse("")));
        FittedBlend blend = new FittedBlend(fitted.blend().blend(), new ChannelShares(fitted.blend().channels()));
        return new Findings(Map.of(FittedBlend.SETTING, blend.json()), metrics);
    }

    private static UserState state(HeteroGraph graph, int user) {
        Behaviour behaviour = graph.behaviour();
        List<Engagement> engagements = new ArrayList<>();
        for (int event = behaviour.start(user); event < behaviour.end(user); event++) {
            Action action = behaviour.action(event);
            engagements.add(new Engagement(
                    Integer.toString(event), action, graph.nodes(action.target()).key(behaviour.target(event)),
                    behaviour.at(event), event, behaviour.dwellMs(event), null));
        }
        return UserState.empty(new UserId(behaviour.users().key(user))).with(engagements);
    }
}
