package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises failures to write because a disk is full, a quota is used up or a file reached its maximum size. */
public final class DiskFull {

    /** Messages of the operating system for ENOSPC, EDQUOT and EFBIG. */
    private static final Pattern REASON = Pattern.compile(
            "No space left on device|Disk quota exceeded|File too large");

    private DiskFull() {}

    /** Returns the message of the operating system; null if a failure has another cause. */
    public static @Nullable String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher reason = REASON.matcher(String.valueOf(cause.getMessage()));
            if (reason.find()) {
                return reason.group();
            }
        }
        return null;
    }
}
