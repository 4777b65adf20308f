package io.graphrecall.service.http;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Limit of lines about failed requests, since a fault can fail every request. Omits lines beyond a number per second, and
 * lines that repeat the last one within a minute. The next line has the number of omitted ones. Thread-safe.
 */
final class LogLimit {

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private String last = "";
    private long lastAt;
    private long secondBegan;
    private int inSecond;
    private long omitted;

    LogLimit(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        secondBegan = nanoTime.getAsLong();
    }

    /**
     * Writes a line, or omits it.
     *
     * @param line writes a line that ends with its argument
     */
    void log(String message, Consumer<String> line) {
        long before;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            if (now - secondBegan >= SECOND) {
                secondBegan = now;
                inSecond = 0;
            }
            if (inSecond == perSecond || (message.equals(last) && now - lastAt < MINUTE)) {
                omitted++;
                return;
            }
            inSecond++;
            last = message;
            lastAt = now;
            before = omitted;
            omitted = 0;
        }
        line.accept(before == 0 ? "" : " (lines omitted before: " + before + ")");
    }
}
