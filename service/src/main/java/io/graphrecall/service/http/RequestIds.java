package io.graphrecall.service.http;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Ids of requests: the caller's {@code X-Request-Id} if it is valid, otherwise a generated id. */
final class RequestIds {

    static final String HEADER = "X-Request-Id";

    /** Key of the id in the context of the log. */
    private static final String LOG_KEY = "request_id";

    /** Visible ASCII, which is safe in headers, logs and documents. */
    private static final Pattern VALID = Pattern.compile("[!-~]{1,128}");

    private RequestIds() {}

    static String of(@Nullable String header) {
        return header != null && VALID.matcher(header).matches() ? header : generate();
    }

    /** Runs work of a request in the current thread. Its log lines have the id, unless an inner call sets another one. */
    static void logged(String id, Runnable work) {
        String outer = MDC.get(LOG_KEY);
        MDC.put(LOG_KEY, id);
        try {
            work.run();
        } finally {
            if (outer == null) {
                MDC.remove(LOG_KEY);
            } else {
                MDC.put(LOG_KEY, outer);
            }
        }
    }

    private static String generate() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }
}
