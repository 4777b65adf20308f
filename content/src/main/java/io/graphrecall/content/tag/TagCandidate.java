package io.graphrecall.content.tag;

/**
 * Candidate tag of a text with its features.
 *
 * @param tag    ordinal of the tag
 * @param named  true if the text names the tag
 * @param cosine cosine similarity of the text and the tag's name
 * @param zScore cosine in standard deviations above the mean over all tags
 * @param vote   similarity-weighted share of the nearest examples with the tag
 * @param count  number of examples with the tag
 */
record TagCandidate(int tag, boolean named, float cosine, float zScore, float vote, int count) {

    /** Number of {@link #features}. */
    static final int FEATURE_COUNT = 6;

    /** Returns the candidate with other values of {@code named} and {@code count}, for leave-one-out training. */
    TagCandidate with(boolean otherNamed, int otherCount) {
        return new TagCandidate(tag, otherNamed, cosine, zScore, vote, otherCount);
    }

    /** Returns the input of the regression, scaled to about 1. */
    float[] features() {
        return new float[] {
            named ? 1 : 0, 2 * cosine, zScore / 3, 3 * vote, (float) Math.sqrt(vote),
            (float) Math.log1p(count) / 4
        };
    }
}
