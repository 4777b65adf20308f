package io.graphrecall.generation;

/**
 * A condition that a build checked before it activated a generation.
 *
 * @param name    the condition, for example {@code contents}
 * @param value   what the generation has
 * @param minimum what it needs
 * @param against id of the generation that {@code minimum} comes from; empty if it is fixed
 */
public record GateCheck(String name, double value, double minimum, String against) {

    public GateCheck {
        if (!Double.isFinite(value) || !Double.isFinite(minimum)) {
            throw new IllegalArgumentException("gate check '" + name + "' is not finite: " + value + ", " + minimum);
        }
    }

    /** Returns true if the generation satisfies the condition. */
    public boolean passes() {
        return value >= minimum;
    }
}
