package io.graphrecall.evaluation.feedback;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Collection;

/**
 * Share of shown contents that were clicked. Clicks of one user depend on each other, so the error comes from the sums of
 * users: the linearised variance of a ratio (Cochran 1977, Sampling Techniques, section 6).
 *
 * @param users   users who were shown a content
 * @param shown   shown contents
 * @param clicked clicked ones
 * @param error   standard error of the rate; infinite with fewer than two users
 */
public record ClickRate(long users, long shown, long clicked, @JsonIgnore double error) {

    private static final double NORMAL_95 = 1.959964;
    /** A typical difference between variants, relative to the rate of the control group. */
    private static final double TYPICAL_EFFECT = 0.05;

    /** Contents that one user was shown and clicked. */
    public static final class User {

        private long shown;
        private long clicked;

        /** Adds a shown content. */
        public void add(boolean click) {
            shown++;
            clicked += click ? 1 : 0;
        }
    }

    public static ClickRate of(Collection<User> users) {
        long shown = users.stream().mapToLong(user -> user.shown).sum();
        long clicked = users.stream().mapToLong(user -> user.clicked).sum();
        double rate = (double) clicked / Math.max(1, shown);
        double squares = users.stream().mapToDouble(user -> user.clicked - rate * user.shown).map(r -> r * r).sum();
        double n = users.size();
        return new ClickRate(users.size(), shown, clicked,
                n < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(squares * n / (n - 1)) / shown);
    }

    /** Tests the difference to the rate of a control group. */
    public SequentialTest difference(ClickRate control) {
        return SequentialTest.of(
                rate() - control.rate(), error * error + control.error * control.error,
                TYPICAL_EFFECT * control.rate());
    }

    /** Returns the click rate; 0 if nothing was shown. */
    @JsonProperty
    public double rate() {
        return (double) clicked / Math.max(1, shown);
    }

    /** Returns the lower end of the 95 % interval of the rate. */
    @JsonProperty
    public double low() {
        return Math.max(0, rate() - NORMAL_95 * error);
    }

    /** Returns the upper end of the 95 % interval of the rate. */
    @JsonProperty
    public double high() {
        return Math.min(1, rate() + NORMAL_95 * error);
    }
}
