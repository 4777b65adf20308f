package io.graphrecall.service.blend;

import io.graphrecall.service.channel.ChannelAnswer;

/** What a channel recalled and what part it has in the answer. */
public record ChannelList(ChannelAnswer answer, ChannelShare share) {

    /** How many candidates take part. */
    int size() {
        return Math.min(answer.size(), share.quota());
    }
}
