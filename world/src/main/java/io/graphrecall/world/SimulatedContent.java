package io.graphrecall.world;

import java.util.List;

/**
 * A content of the simulated world.
 *
 * @param field       place of its field of interest in the vocabulary
 * @param narrow      place of its narrowest category within the field
 * @param tags        numbers of its tags, the first what it is about; a later one may be of a neighbouring field
 * @param value       place of the value of its field's property
 * @param author      number of its author
 * @param style       how it looks: place of its visual style
 * @param video       whether it is played, not read
 * @param bait        whether it promises more than it holds
 * @param publishedAt epoch milliseconds
 * @param expiresAt   epoch milliseconds; {@link Long#MAX_VALUE} for never
 * @param quality     how much users like it, whatever it is about; 1 is usual
 */
record SimulatedContent(int field, int narrow, List<Integer> tags, int value, int author, int style, boolean video,
        boolean bait, long publishedAt, long expiresAt, double quality) {

    /** How much those like it who are interested: its quality, less where it promises more than it holds. */
    double appeal() {
        return bait ? quality / 2 : quality;
    }

    boolean visible(long at) {
        return publishedAt <= at && at < expiresAt;
    }
}
