package io.graphrecall.schema;

/** Told by long work how far it is. Calls come from one thread at a time. */
public interface Progress {

    /** Hears and does nothing. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String task, long total) {}

        @Override
        public void advance(long steps) {}

        @Override
        public void end(String outcome) {}
    };

    /**
     * A task begins.
     *
     * @param task  what is done, a few words
     * @param total how many steps it will take; -1 where unknown
     */
    void begin(String task, long total);

    /** So many more steps are done. */
    void advance(long steps);

    /** The task is over. */
    void end(String outcome);
}
