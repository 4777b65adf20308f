package io.graphrecall.blend;

import io.graphrecall.schema.DataSet;

/** The contents that candidates are ordinals of, with the facts that a blend reads. Thread-safe. */
public interface RankedContents {

    /** A time that is not known. */
    long UNKNOWN_TIME = Long.MIN_VALUE;

    /** Returns the {@link io.graphrecall.retrieval.KeyHash} of a content's id. */
    long contentHash(int content);

    /** Meaning of the times of the data set. */
    DataSet.Timestamps timestamps();

    /** Returns the time of publication in epoch milliseconds, or {@link #UNKNOWN_TIME}. */
    long publishedAt(int content);

    /** Returns {@code ln(1 + p) / ln(1 + highest p)} of a content's popularity p. */
    float relativePopularity(int content);

    /** Returns all contents, the most popular first. Not to be changed. */
    int[] byPopularity();
}
