package io.graphrecall.evaluation.lists;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;

/**
 * The ranking recalled for one user: a line of a file of lists.
 *
 * @param contents the best first; empty where nothing can be recalled
 */
public record RecallList(
        @JsonProperty("user_id") String userId, @JsonProperty("contents") List<Entry> contents) {

    public RecallList {
        contents = List.copyOf(contents);
    }

    /**
     * A content of a list.
     *
     * @param channels the channels that returned it
     */
    public record Entry(
            @JsonProperty("content_id") String contentId,
            @JsonProperty("score") double score,
            @JsonProperty("channels") List<String> channels) {

        public Entry {
            channels = List.copyOf(channels);
        }
    }

    /** The 1-based rank of a content; 0 where it is not in the list. */
    public int rank(String contentId) {
        for (int i = 0; i < contents.size(); i++) {
            if (contents.get(i).contentId().equals(contentId)) {
                return i + 1;
            }
        }
        return 0;
    }
}
