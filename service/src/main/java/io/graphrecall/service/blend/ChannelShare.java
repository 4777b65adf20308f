package io.graphrecall.service.blend;

/**
 * A channel's part in an answer.
 *
 * @param quota  at most so many of the channel's candidates take part
 * @param min    at least so many of them stand in the answer, where the channel has them
 * @param weight what the channel counts in weighted and reciprocal-rank fusion, 0 or more
 */
public record ChannelShare(int quota, int min, double weight) {

    public ChannelShare {
        if (quota < 0 || min < 0 || min > quota) {
            throw new IllegalArgumentException(
                    "a channel wants 0 <= min <= quota, not min " + min + ", quota " + quota);
        }
        if (!(weight >= 0)) {
            throw new IllegalArgumentException("a channel's weight is negative: " + weight);
        }
    }
}
