package io.graphrecall.world;

import io.graphrecall.world.SimulatedUser.Interest;

import java.util.List;

/** What one user comes for, and how that drifts within a visit. */
final class Intents {

    /** How often a visit is about the passing interest, while there is one. */
    private static final double PASSING = 0.3;

    private static final double BEST_TAG = 0.55;
    private static final double SECOND_TAG = 0.25;

    private final SimulatedUser user;
    private final Chance chance;
    private final WeightedDraw weights;

    Intents(SimulatedUser user, Chance chance) {
        this.user = user;
        this.chance = chance;
        weights = new WeightedDraw(user.traits().interests().stream().mapToDouble(Interest::weight).toArray());
    }

    Intent first() {
        if (user.passing() >= 0 && chance.happens(PASSING)) {
            return new Intent(anyTag(user.passing()));
        }
        List<Interest> interests = user.traits().interests();
        return of(interests.get(weights.draw(chance)));
    }

    /** Mostly the same; else another tag of the field, or another interest. */
    Intent next(Intent intent) {
        double choice = chance.fraction();
        if (choice < 0.75) {
            return intent;
        }
        return choice < 0.9 ? new Intent(anyTag(intent.field())) : first();
    }

    private Intent of(Interest interest) {
        double choice = chance.fraction();
        if (choice < BEST_TAG) {
            return new Intent(interest.tag());
        }
        return new Intent(choice < BEST_TAG + SECOND_TAG ? interest.secondTag() : anyTag(interest.field()));
    }

    private int anyTag(int field) {
        return field * WorldVocabulary.TAGS + chance.below(WorldVocabulary.TAGS);
    }
}
