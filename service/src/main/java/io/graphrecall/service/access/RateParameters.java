package io.graphrecall.service.access;

/**
 * Limits of the requests of a key, per member. 0 stands for no limit.
 *
 * @param perSecond maximum requests per second
 * @param burst     maximum requests at once, if {@code perSecond} is a limit; 0 for those of one second
 * @param perDay    maximum requests per day, which begins at midnight UTC
 */
public record RateParameters(int perSecond, int burst, int perDay) {

    public RateParameters {
        if (perSecond < 0 || burst < 0 || perDay < 0) {
            throw new IllegalArgumentException(
                    "per-second, burst and per-day are " + perSecond + ", " + burst + " and " + perDay
                            + ", expected at least 0");
        }
    }
}
