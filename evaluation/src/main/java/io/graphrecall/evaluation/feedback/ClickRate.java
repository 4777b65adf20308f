package io.graphrecall.evaluation.feedback;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Collection;

/**
 * Share of shown contents that were clicked. Clicks of one user depend on each other, so the variance comes from the sums
 * of users: the linearised variance of a ratio (Cochran 1977, Sampling Techniques, section 6).
 *
 * @param users          users who were shown a content
 * @param shown          shown contents
 * @param clicked        clicked ones
 * @param shownSquares   sum over users of shown²
 * @param shownClicked   sum over users of shown · clicked
 * @param clickedSquares sum over users of clicked²
 */
public record ClickRate(
        long users, long shown, long clicked, @JsonIgnore double shownSquares, @JsonIgnore double shownClicked,
        @JsonIgnore double clickedSquares) {

    private static final double NORMAL_95 = 1.959964;
    /** A typical difference between variants, relative to the rate of the control group, or of both if it has no click. */
    private static final double TYPICAL_EFFECT = 0.05;
    private static final double ROUNDING = 1e-9;

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
        return new ClickRate(
                users.size(), users.stream().mapToLong(user -> user.shown).sum(),
                users.stream().mapToLong(user -> user.clicked).sum(),
                users.stream().mapToDouble(user -> (double) user.shown * user.shown).sum(),
                users.stream().mapToDouble(user -> (double) user.shown * user.clicked).sum(),
                users.stream().mapToDouble(user -> (double) user.clicked * user.clicked).sum());
    }

    /**
     * Tests the difference to the rate of a control group. The variances are those around the rate of both groups together,
     * which is the rate of each without a difference. With few users, the variance around their own rate is too small: it
     * is 0 if by chance nobody clicks.
     */
    public SequentialTest difference(ClickRate control) {
        double pooled = (double) (clicked + control.clicked) / Math.max(1, shown + control.shown);
        double typical = TYPICAL_EFFECT * (control.clicked > 0 ? control.rate() : pooled);
        return SequentialTest.of(rate() - control.rate(), variance(pooled) + control.variance(pooled), typical);
    }

    /** Returns the variance of the rate if its expected value is given; infinite if the users do not show a spread. */
    private double variance(double expected) {
        double squares = clickedSquares - 2 * expected * shownClicked + expected * expected * shownSquares;
        // Equal shares of all users give 0, or a rounding error.
        return users < 2 || squares <= ROUNDING * clickedSquares
                ? Double.POSITIVE_INFINITY
                : squares * users / (users - 1) / ((double) shown * shown);
    }

    /** Returns the click rate; 0 if nothing was shown. */
    @JsonProperty
    public double rate() {
        return (double) clicked / Math.max(1, shown);
    }

    /** Returns the lower end of the 95 % interval of the rate; 0 if all users have the same rate. */
    @JsonProperty
    public double low() {
        return Math.max(0, rate() - NORMAL_95 * Math.sqrt(variance(rate())));
    }

    /** Returns the upper end of the 95 % interval of the rate; 1 if all users have the same rate. */
    @JsonProperty
    public double high() {
        return Math.min(1, rate() + NORMAL_95 * Math.sqrt(variance(rate())));
    }
}
