package io.graphrecall.pipeline.channel;

import io.graphrecall.pipeline.space.LiveVector;
import io.graphrecall.pipeline.trigger.Trigger;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The examples of a request that are not in the user's state, and the content whose page is open.
 *
 * @param negative contents whose neighbours count less; their weights are below 0
 * @param vector   a vector whose neighbours are retrieved as those of a trigger, or null
 * @param context  ordinal of the content whose page is open; -1 for none
 */
public record QueryExamples(List<Trigger> negative, @Nullable Vector vector, int context) {

    public static final QueryExamples NONE = new QueryExamples(List.of(), null, -1);

    /**
     * A vector in an embedding space.
     *
     * @param weight as that of a trigger
     */
    public record Vector(String space, LiveVector values, float weight) {}

    public QueryExamples {
        negative = List.copyOf(negative);
    }

    /** Returns the vector if it is of a space, else null. */
    public @Nullable Vector vectorOf(String space) {
        return vector != null && vector.space().equals(space) ? vector : null;
    }
}
