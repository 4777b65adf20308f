package io.graphrecall.benchmarks.experiment;

import io.graphrecall.benchmarks.experiment.Audience.Arm;
import io.graphrecall.benchmarks.experiment.Audience.Request;
import io.graphrecall.blend.TeamDraft;
import io.graphrecall.evaluation.feedback.ClickRate;
import io.graphrecall.evaluation.feedback.Preference;
import io.graphrecall.evaluation.feedback.SequentialTest;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * One experiment: users arrive, and after each {@value #LOOK} of them someone looks whether it is decided.
 *
 * @param maxUsers users after which the experiment ends undecided
 */
record SimulatedExperiment(Audience audience, int maxUsers) {

    static final int LOOK = 100;

    /** The comparison of the two scenes. */
    enum Method {
        /** Every second user gets the lists of the variant. */
        AB,
        /** Every user gets lists that both scenes draft. */
        INTERLEAVED
    }

    /**
     * The end of an experiment.
     *
     * @param difference above 0 if the variant is better, below 0 if the scene is, 0 if it is not decided
     * @param users      users until then
     */
    record Decision(double difference, int users) {}

    /** Returns the ends of some experiments, with seeds from 0. */
    List<Decision> run(Method method, int runs) {
        return LongStream.range(0, runs).parallel().mapToObj(seed -> run(method, seed)).toList();
    }

    private Decision run(Method method, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ClickRate.User> scene = new ArrayList<>();
        List<ClickRate.User> variant = new ArrayList<>();
        List<Preference.User> both = new ArrayList<>();
        for (int users = LOOK; users <= maxUsers; users += LOOK) {
            for (int i = 0; i < LOOK; i++) {
                if (method == Method.INTERLEAVED) {
                    both.add(interleaved(random));
                } else if (i % 2 == 0) {
                    scene.add(shown(Arm.SCENE, random));
                } else {
                    variant.add(shown(Arm.VARIANT, random));
                }
            }
            SequentialTest test = method == Method.INTERLEAVED
                    ? Preference.of("variant", both).test()
                    : ClickRate.of(variant).difference(ClickRate.of(scene));
            if (test.isDecided()) {
                return new Decision(test.difference(), users);
            }
        }
        return new Decision(0, maxUsers);
    }

    /** Returns the relative difference between the click rates of variant and scene over many users. */
    double lift(int users, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ClickRate.User> scene = new ArrayList<>();
        List<ClickRate.User> variant = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            scene.add(shown(Arm.SCENE, random));
            variant.add(shown(Arm.VARIANT, random));
        }
        return ClickRate.of(variant).rate() / ClickRate.of(scene).rate() - 1;
    }

    private ClickRate.User shown(Arm arm, SplittableRandom random) {
        ClickRate.User clicks = new ClickRate.User();
        audience.arrive(random).forEach(request -> {
            int[] list = request.list(arm);
            for (int position = 0; position < list.length; position++) {
                clicks.add(isClicked(request, list[position], position, random));
            }
        });
        return clicks;
    }

    private Preference.User interleaved(SplittableRandom random) {
        Preference.User clicks = new Preference.User();
        audience.arrive(random).forEach(request -> {
            TeamDraft draft = TeamDraft.of(
                    request.list(Arm.SCENE), request.list(Arm.VARIANT), Audience.LISTED, random.nextLong());
            for (int position = 0; position < draft.contents().length; position++) {
                boolean isClicked = isClicked(request, draft.contents()[position], position, random);
                if (isClicked && draft.teams()[position] != TeamDraft.NONE) {
                    clicks.add(draft.teams()[position] == 1);
                }
            }
        });
        return clicks;
    }

    private static boolean isClicked(Request request, int content, int position, SplittableRandom random) {
        return random.nextDouble() < Audience.examined(position) * request.attraction(content);
    }
}
