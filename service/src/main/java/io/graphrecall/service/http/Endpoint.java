package io.graphrecall.service.http;

/** Answers the calls of one route. Implementations are thread-safe and may block: they run on virtual threads. */
interface Endpoint {

    Route route();

    /** What a call gets; an exception becomes a problem. */
    Reply answer(Call call);

    /** Whether bodies hold many records, and may be as large as posts are. */
    default boolean post() {
        return false;
    }
}
