package io.graphrecall.evaluation.run;

import io.graphrecall.blend.ChannelShares;
import io.graphrecall.evaluation.lists.ListRecall;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.tuning.BlendTuning;
import io.graphrecall.generation.Generation;
import io.graphrecall.home.RecallHome;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.offline.GenerationTrial;
import io.graphrecall.offline.WithheldTargets;
import io.graphrecall.pipeline.FittedBlend;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.StateRead;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fits the blend of the default scene to the targets that a build withheld, and measures it and each channel. The generation
 * then serves with this blend. If a channel fails, nothing is found out. The hit rate of the blend is cross-fitted. A learned
 * blend needs {@link Tuning}.
 *
 * <p>The states of the users have their events, but not whom they follow or what they blocked.
 */
public final class BlendTrial implements GenerationTrial {

    private static final Logger LOG = LoggerFactory.getLogger(BlendTrial.class);

    private final RecallHome home;
    private final long seed;

    private BlendTrial(RecallHome home, long seed) {
        this.home = home;
        this.seed = seed;
    }

    /**
     * Returns a trial for the builds of a home. Finds out nothing if the settings or {@code blend.json} have a blend for the
     * default scene.
     *
     * @param seed seed of the build
     */
    public static GenerationTrial of(RecallHome home, long seed) {
        boolean fitted = home.settings().recall().scenes().stream()
                .anyMatch(scene -> scene.name().equals(RecallPipeline.DEFAULT_SCENE) && scene.fitted());
        return fitted ? new BlendTrial(home, seed) : GenerationTrial.NONE;
    }

    @Override
    public Findings run(Generation generation, WithheldTargets withheld, Progress progress) {
        Map<String, UserState> states = new HashMap<>();
        List<EvaluationRequest> requests = new ArrayList<>();
        for (WithheldTargets.Target target : withheld.targets()) {
            UserState state = state(withheld.known(), target.user());
            states.put(state.user().key(), state);
            Behaviour behaviour = withheld.known().behaviour();
            requests.add(new EvaluationRequest(state.user().key(), target.at(), List.of(target.content()),
                    behaviour.end(target.user()) - behaviour.start(target.user())));
        }
        try (GenerationRecall recall = home.recallFrom(generation, (user, limit) -> new StateRead(
                states.getOrDefault(user.key(), UserState.empty(user)), StateRead.Source.GRAPH))) {
            return findings(new BlendTuning(new ListRecall(recall.pipeline(), List.of(), Tuning.LIST_SIZE), seed)
                    .fitWeights(requests, progress), requests.size(), progress);
        } catch (RecallException e) {
            if (e.code() != RecallException.Code.UNAVAILABLE) {
                throw e;
            }
            LOG.warn("The blend is not fitted, so the weights of the settings serve: {}", e.getMessage());
            return GenerationTrial.NONE.run(generation, withheld, progress);
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
