package io.graphrecall.pipeline.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

import java.util.function.LongSupplier;

/**
 * Limit of lines about failed requests, since a fault can fail every request. Omits lines beyond a number per second, and
 * lines that repeat the last one within a minute. The next line has the number of omitted ones. The first line of a second
 * has the stack trace of its exception, the others have the text of theirs. Thread-safe.
 */
public final class LogLimit {

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private String last = "";
    private long lastAt;
    private long secondBegan;
    private int inSecond;
    private long omitted;

    public LogLimit(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        secondBegan = nanoTime.getAsLong();
    }

    /**
     * Writes a line, or omits it.
     *
     * @param error null if the message has all about it
     */
    public void log(Logger log, Level level, String message, @Nullable Throwable error) {
        String line = error == null ? message : message + ": " + error;
        boolean first;
        long before;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            if (now - secondBegan >= SECOND) {
                secondBegan = now;
                inSecond = 0;
            }
            if (inSecond == perSecond || (line.equals(last) && now - lastAt < MINUTE)) {
                omitted++;
                return;
            }
            first = inSecond++ == 0;
            last = line;
            lastAt = now;
            before = omitted;
            omitted = 0;
        }
        log.atLevel(level).setCause(first ? error : null)
                .log("{}{}", first ? message : line, before == 0 ? "" : " (lines omitted before: " + before + ")");
    }
}
