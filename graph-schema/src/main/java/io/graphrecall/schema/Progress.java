package io.graphrecall.schema;

/** Listener for the progress of a long task. Calls come from one thread at a time. */
public interface Progress {

    /** Listener that ignores all calls. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String task, long total) {}

        @Override
        public void advance(long steps) {}

        @Override
        public void end(String outcome) {}
    };

    /**
     * Called when a task starts.
     *
     * @param task  description of the task in a few words
     * @param total number of steps; -1 if unknown
     */
    void begin(String task, long total);

    /** Called when more steps are done. */
    void advance(long steps);

    /** Called when the task has ended. */
    void end(String outcome);

    /** Returns a listener that puts a text in front of the description of each task. */
    default Progress prefixed(String prefix) {
        Progress whole = this;
        return new Progress() {
            @Override
            public void begin(String task, long total) {
                whole.begin(prefix + task, total);
            }

            @Override
            public void advance(long steps) {
                whole.advance(steps);
            }

            @Override
            public void end(String outcome) {
                whole.end(outcome);
            }
        };
    }
}
