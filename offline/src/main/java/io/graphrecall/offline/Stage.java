package io.graphrecall.offline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A stage of a build. They run in the order of this list. */
public enum Stage {
    /** Understands texts, written to the graph: contents and items that lack tags, a category, attributes; queries. */
    UNDERSTAND,
    /** Derives from behaviour what queries led to, written to the graph. */
    EXTRACT,
    /**
     * Trains what learns: the multimodal encoder where contents have pictures, videos or sound, and none that is there
     * fits; the deep match model and the meta-path GCN where users did anything new.
     */
    TRAIN,
    /** Computes the tables from the graph and commits them as a generation, which does not serve yet. */
    TABLES,
    /** Verifies the newest generation, holds it against the gate and makes it the one that serves. */
    PUBLISH;

    /** The name on the command line: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stage of a wire name. */
    public static Optional<Stage> ofWireName(String name) {
        return Arrays.stream(values()).filter(stage -> stage.wireName().equals(name)).findFirst();
    }
}
