package io.graphrecall.service.feedback;

import io.graphrecall.schema.WireNamed;

/** Receives the contents of answers that users were shown and clicked, and the events that refer to answers. */
public interface ClickObserver {

    /** Channel of the counts of an answer itself, where a content of several channels counts once. */
    String ALL = "all";

    void shown(String scene, String variant, String channel);

    void clicked(String scene, String variant, String channel);

    /** Called for a clicked content of an interleaved answer. */
    void credited(String scene, String variant, String team);

    /** Called for an event that refers to an answer. */
    void referred(Answer answer);

    /** Knowledge of the answer that an event refers to. */
    enum Answer implements WireNamed {
        /** This member gave it. */
        KNOWN,
        /** This member does not remember it. The event is passed on to the other members. */
        UNKNOWN,
        /** This member gave it, and another member received the event. */
        RECEIVED
    }
}
