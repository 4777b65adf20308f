package io.graphrecall.benchmarks.experiment;

import io.graphrecall.evaluation.feedback.ClickRate;
import io.graphrecall.evaluation.feedback.Preference;
import io.graphrecall.evaluation.feedback.SequentialTest;
import io.graphrecall.service.blend.TeamDraft;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One experiment: users arrive, and after each {@value #LOOK} of them someone looks whether it is decided.
 *
 * @param sceneError   standard deviation of the scene's own error of relevance
 * @param variantError that of the variant
 * @param maxUsers     users after which the experiment ends undecided
 */
record SimulatedExperiment(double sceneError, double variantError, int maxUsers) {

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

    Decision run(Method method, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ClickRate.User> scene = new ArrayList<>();
        List<ClickRate.User> variant = new ArrayList<>();
        List<Preference.User> both = new ArrayList<>();
        for (int users = LOOK; users <= maxUsers; users += LOOK) {
            for (int i = 0; i < LOOK; i++) {
                SimulatedUser user = new SimulatedUser(random);
                if (method == Method.INTERLEAVED) {
                    both.add(interleaved(user, random));
                } else if (i % 2 == 0) {
                    scene.add(shown(user, sceneError));
                } else {
                    variant.add(shown(user, variantError));
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
            SimulatedUser user = new SimulatedUser(random);
            scene.add(shown(user, sceneError));
            variant.add(shown(user, variantError));
        }
        return ClickRate.of(variant).rate() / ClickRate.of(scene).rate() - 1;
    }

    private static ClickRate.User shown(SimulatedUser user, double error) {
        ClickRate.User clicks = new ClickRate.User();
        for (int answer = 0; answer < user.answers(); answer++) {
            SimulatedUser.Candidates candidates = user.candidates();
            int[] list = user.list(candidates, error);
            for (int position = 0; position < list.length; position++) {
                clicks.add(user.clicks(candidates, list[position], position));
            }
        }
        return clicks;
    }

    private Preference.User interleaved(SimulatedUser user, SplittableRandom random) {
        Preference.User clicks = new Preference.User();
        for (int answer = 0; answer < user.answers(); answer++) {
            SimulatedUser.Candidates candidates = user.candidates();
            TeamDraft draft = TeamDraft.of(user.list(candidates, sceneError), user.list(candidates, variantError),
                    SimulatedUser.LISTED, random.nextLong());
            for (int position = 0; position < draft.contents().length; position++) {
                boolean isClicked = user.clicks(candidates, draft.contents()[position], position);
                if (isClicked && draft.teams()[position] != TeamDraft.NONE) {
                    clicks.add(draft.teams()[position] == 1);
                }
            }
        }
        return clicks;
    }
}
