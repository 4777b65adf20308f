package io.graphrecall.content.understand;

import io.graphrecall.content.classify.SoftmaxParameters;

import java.util.Set;

/**
 * Parameters of content understanding.
 *
 * @param hidden   given fields that are ignored, so that their predictions can be evaluated
 * @param tags     maximum tags per record
 * @param examples maximum number of records to fit the category classifier; of more, a random sample
 * @param category parameters of the category classifier
 * @param seed     random seed
 */
public record UnderstandingParameters(
        Set<Field> hidden, int tags, int examples, SoftmaxParameters category, long seed) {

    public static final UnderstandingParameters DEFAULT = new UnderstandingParameters(
            Set.of(), 10, 50_000, SoftmaxParameters.DEFAULT, 0);

    public UnderstandingParameters {
        hidden = Set.copyOf(hidden);
        if (tags < 1 || examples < 1) {
            throw new IllegalArgumentException(
                    "tags and examples must be at least 1, but are " + tags + " and " + examples);
        }
    }

    /** Returns the same parameters with other hidden fields. */
    public UnderstandingParameters withHidden(Set<Field> fields) {
        return new UnderstandingParameters(fields, tags, examples, category, seed);
    }

    /** Returns the same parameters with another seed. */
    public UnderstandingParameters withSeed(long number) {
        return new UnderstandingParameters(hidden, tags, examples, category.withSeed(number), number);
    }
}
