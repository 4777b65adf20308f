package io.graphrecall.content.understand;

import io.graphrecall.content.classify.SoftmaxParameters;

import java.util.Set;

/**
 * How a catalogue is understood.
 *
 * @param hidden   given fields that are not looked at, so that what is found can be held against them
 * @param tags     tags a record, at most
 * @param examples records that categories are learned from, at most; of more, a seeded choice
 * @param category how categories are learned
 * @param seed     of all that is random
 */
public record UnderstandingParameters(
        Set<Field> hidden, int tags, int examples, SoftmaxParameters category, long seed) {

    public static final UnderstandingParameters DEFAULT = new UnderstandingParameters(
            Set.of(), 10, 50_000, SoftmaxParameters.DEFAULT, 0);

    public UnderstandingParameters {
        hidden = Set.copyOf(hidden);
        if (tags < 1 || examples < 1) {
            throw new IllegalArgumentException("understanding with " + tags + " tags and " + examples + " examples");
        }
    }

    public UnderstandingParameters withHidden(Set<Field> fields) {
        return new UnderstandingParameters(fields, tags, examples, category, seed);
    }

    /** The same with all that is random from another seed. */
    public UnderstandingParameters withSeed(long number) {
        return new UnderstandingParameters(hidden, tags, examples, category.withSeed(number), number);
    }
}
