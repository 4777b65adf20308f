package io.graphrecall.loaders.world;

import java.util.List;

/**
 * A content of the simulated world.
 *
 * @param field       place of its field of interest in the vocabulary
 * @param tags        places of its tags within the field
 * @param narrow      place of its narrowest category within the field
 * @param video       whether it is played, not read
 * @param publishedAt epoch milliseconds
 * @param expiresAt   epoch milliseconds; {@link Long#MAX_VALUE} for never
 * @param quality     how much users like it, whatever it is about; 1 is usual
 */
record SimulatedContent(
        String id,
        int field,
        List<Integer> tags,
        int narrow,
        boolean video,
        long publishedAt,
        long expiresAt,
        double quality) {

    boolean visible(long at) {
        return publishedAt <= at && at < expiresAt;
    }
}
