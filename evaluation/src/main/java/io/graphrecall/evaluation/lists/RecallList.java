package io.graphrecall.evaluation.lists;

import java.util.List;

/**
 * Recalled list of one user; a line of a list file.
 *
 * @param contents ranked contents, best first; empty if nothing was recalled
 */
public record RecallList(String userId, List<Entry> contents) {

    public RecallList {
        contents = List.copyOf(contents);
    }

    /**
     * Content of a list.
     *
     * @param channels channels that returned the content
     */
    public record Entry(String contentId, double score, List<String> channels) {

        public Entry {
            channels = List.copyOf(channels);
        }
    }

    /** Returns the rank from 1 of a content; 0 if it is not in the list. */
    public int rank(String contentId) {
        for (int i = 0; i < contents.size(); i++) {
            if (contents.get(i).contentId().equals(contentId)) {
                return i + 1;
            }
        }
        return 0;
    }
}
