package io.graphrecall.blend;

/**
 * A channel's share in a blended list.
 *
 * @param quota  maximum number of the channel's candidates
 * @param min    minimum number of them in the result, if the channel has as many
 * @param weight weight in weighted and reciprocal rank fusion, 0 or more
 */
public record ChannelShare(int quota, int min, double weight) {

    public ChannelShare {
        if (quota < 0 || min < 0 || min > quota) {
            throw new IllegalArgumentException(
                    "min is " + min + " and quota " + quota + ", expected 0 <= min <= quota");
        }
        if (!(weight >= 0)) {
            throw new IllegalArgumentException("weight is " + weight + ", expected 0 or more");
        }
    }
}
