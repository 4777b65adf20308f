package io.graphrecall.world;

import java.util.List;

/** Receiver of facts that the log does not contain: interests, intents and motives. */
interface GroundTruth {

    /** Receiver that ignores all calls. */
    GroundTruth NONE = new GroundTruth() {
    };

    default void content(int number, SimulatedContent content) {}

    /** @param periods temporary interests of the user, in chronological order */
    default void user(SimulatedUser user, List<TemporaryInterests.Period> periods) {}

    /**
     * Called when a content is opened.
     *
     * @param event event id in the log
     * @param visit id of the user's visit
     */
    default void click(String event, String visit, Intent intent, Motive motive) {}

    /** @param queryIntent subject of the query's words */
    default void search(String event, String visit, Intent intent, Intent queryIntent) {}
}
