package io.graphrecall.world;

import io.graphrecall.world.SimulatedUser.Interest;

import java.util.List;

/** Model of a user's intents and of their drift within a visit. */
final class IntentModel {

    /** Probability that a visit is about the temporary interest, if there is one. */
    private static final double TEMPORARY_SHARE = 0.3;

    private static final double MAIN_TAG_SHARE = 0.55;
    private static final double SECOND_TAG_SHARE = 0.25;

    private final SimulatedUser user;
    private final SeededRandom random;
    private final WeightedSampler weights;

    IntentModel(SimulatedUser user, SeededRandom random) {
        this.user = user;
        this.random = random;
        weights = new WeightedSampler(user.traits().interests().stream().mapToDouble(Interest::weight).toArray());
    }

    Intent first() {
        if (user.temporaryInterest() >= 0 && random.nextBoolean(TEMPORARY_SHARE)) {
            return new Intent(anyTag(user.temporaryInterest()));
        }
        List<Interest> interests = user.traits().interests();
        return of(interests.get(weights.draw(random)));
    }

    /** Returns the next intent: usually the same, otherwise another tag of the field or a new intent. */
    Intent next(Intent intent) {
        double choice = random.nextDouble();
        if (choice < 0.75) {
            return intent;
        }
        return choice < 0.9 ? new Intent(anyTag(intent.field())) : first();
    }

    private Intent of(Interest interest) {
        double choice = random.nextDouble();
        if (choice < MAIN_TAG_SHARE) {
            return new Intent(interest.tag());
        }
        return new Intent(choice < MAIN_TAG_SHARE + SECOND_TAG_SHARE ? interest.secondTag() : anyTag(interest.field()));
    }

    private int anyTag(int field) {
        return field * WorldVocabulary.TAGS + random.nextInt(WorldVocabulary.TAGS);
    }
}
