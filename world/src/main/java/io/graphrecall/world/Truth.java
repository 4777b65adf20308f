package io.graphrecall.world;

import java.util.List;

/** Hears what no log tells: what users like, what they were after, and which clicks were noise. */
interface Truth {

    /** Hears and forgets. */
    Truth NONE = new Truth() {
        @Override
        public void content(int number, SimulatedContent content) {}

        @Override
        public void user(SimulatedUser user, List<PassingInterests.Phase> phases) {}

        @Override
        public void click(String event, String visit, Intent intent, Motive motive) {}

        @Override
        public void search(String event, String visit, Intent intent, Intent told) {}
    };

    void content(int number, SimulatedContent content);

    /** @param phases the user's passing interests, in the order of time */
    void user(SimulatedUser user, List<PassingInterests.Phase> phases);

    /**
     * A content was opened.
     *
     * @param event identity in the log
     * @param visit the same for all that one user does in one visit
     */
    void click(String event, String visit, Intent intent, Motive motive);

    /** @param told what the words of the query are about */
    void search(String event, String visit, Intent intent, Intent told);
}
