package io.graphrecall.metapath.clickthrough;

import java.time.Duration;

/**
 * Attribution of engagements to searches.
 *
 * @param window     maximum time between the user's last search and an engagement that does not name its search; unused
 *                   if timestamps give only an order
 * @param events     maximum distance of the two in the user's events; 1 for the next event
 * @param implied    weight of such an engagement, relative to one that names its search
 * @param smoothing  added to the total weight of a query's engagements, so that few of them give small weights
 * @param perItem    number of similar contents that stand for an engaged item
 * @param itemShare  weight of these contents, relative to contents that were engaged themselves
 * @param neighbours maximum number of contents per query
 */
public record ClickThroughParameters(
        Duration window,
        int events,
        double implied,
        double smoothing,
        int perItem,
        double itemShare,
        int neighbours) {

    public static final ClickThroughParameters DEFAULT = new ClickThroughParameters(
            Duration.ofMinutes(30), 5, 0.5, 1, 20, 0.3, 200);
}
