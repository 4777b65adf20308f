package io.graphrecall.evaluation.feedback;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import java.util.Collection;

/**
 * Preference of users for one of two scenes whose lists are interleaved: the share of the credited clicks that the variant
 * got, 0.5 without a preference. A user is one pair of numbers of clicks. Without a preference, the mean difference d of
 * these numbers is 0 and the share has the variance {@code sum d² / (4 clicks²)}. With few users this estimate is safer
 * than one around the observed mean, which is too small if by chance all clicks go to one scene.
 *
 * @param variant       name of the variant
 * @param users         users who clicked a credited content
 * @param sceneClicks   clicks credited to the scene itself
 * @param variantClicks clicks credited to the variant
 * @param test          test of the share minus 0.5
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Preference(
        String variant, long users, long sceneClicks, long variantClicks, @JsonIgnore SequentialTest test) {

    /** A typical distance of the share from 0.5. */
    private static final double TYPICAL_EFFECT = 0.1;

    /** Clicks of one user on interleaved answers. */
    public static final class User {

        private long scene;
        private long variant;

        /** Adds a click on a content that the variant picked, or else the scene itself. */
        public void add(boolean ofVariant) {
            scene += ofVariant ? 0 : 1;
            variant += ofVariant ? 1 : 0;
        }
    }

    /** Computes the preference of users who clicked. */
    public static Preference of(String variant, Collection<User> users) {
        long sceneClicks = users.stream().mapToLong(user -> user.scene).sum();
        long variantClicks = users.stream().mapToLong(user -> user.variant).sum();
        double squares = users.stream().mapToDouble(user -> user.variant - user.scene).map(d -> d * d).sum();
        double twice = 2.0 * Math.max(1, sceneClicks + variantClicks);
        return new Preference(variant, users.size(), sceneClicks, variantClicks, SequentialTest.of(
                (variantClicks - sceneClicks) / twice, squares / (twice * twice), TYPICAL_EFFECT));
    }

    /** Returns the share of the credited clicks that the variant got. */
    @JsonProperty
    public double share() {
        return 0.5 + test.difference();
    }

    /** Returns the lower end of the 95 % interval of the share, which holds at any time. */
    @JsonProperty
    public double low() {
        return Math.max(0, 0.5 + test.low());
    }

    /** Returns the upper end of the 95 % interval of the share, which holds at any time. */
    @JsonProperty
    public double high() {
        return Math.min(1, 0.5 + test.high());
    }

    /** Returns the p-value of no preference. */
    @JsonProperty
    public double p() {
        return test.p();
    }
}
