package io.graphrecall.world;

import java.util.List;

/**
 * Content of the simulated world.
 *
 * @param field       number of the field in the vocabulary
 * @param subcategory number of the subcategory within the field
 * @param tags        tag numbers, main tag first; a later tag may be of a neighbouring field
 * @param value       number of the value of the field's property
 * @param author      author number
 * @param style       number of the visual style
 * @param video       true for a video, false for an article
 * @param clickbait   true if the title promises more than the content delivers
 * @param publishedAt epoch milliseconds
 * @param expiresAt   epoch milliseconds; {@link Long#MAX_VALUE} for never
 * @param quality     quality independent of the subject; 1 is the median
 */
record SimulatedContent(int field, int subcategory, List<Integer> tags, int value, int author, int style, boolean video,
        boolean clickbait, long publishedAt, long expiresAt, double quality) {

    /** Returns the appeal to interested users: the quality, halved for clickbait. */
    double appeal() {
        return clickbait ? quality / 2 : quality;
    }

    boolean visible(long at) {
        return publishedAt <= at && at < expiresAt;
    }
}
