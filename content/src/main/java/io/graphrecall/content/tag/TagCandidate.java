package io.graphrecall.content.tag;

/**
 * A tag that a text may have, and why.
 *
 * @param tag      its ordinal
 * @param named    whether the text names it
 * @param cosine   of the text and the tag's name
 * @param standing by how many standard deviations the cosine is above that of all tags
 * @param vote     the share of the nearest examples that have it
 * @param count    how many examples have it
 */
record TagCandidate(int tag, boolean named, float cosine, float standing, float vote, int count) {

    /** How many numbers {@link #features} has. */
    static final int FEATURES = 6;

    /** The same with another name and count, as if one example were not there. */
    TagCandidate as(boolean isNamed, int others) {
        return new TagCandidate(tag, isNamed, cosine, standing, vote, others);
    }

    /** The numbers that the regression sees, each about 1 in size. */
    float[] features() {
        return new float[] {
            named ? 1 : 0, 2 * cosine, standing / 3, 3 * vote, (float) Math.sqrt(vote),
            (float) Math.log1p(count) / 4
        };
    }
}
