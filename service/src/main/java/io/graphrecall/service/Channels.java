package io.graphrecall.service;

import io.graphrecall.service.channel.FreshChannel;
import io.graphrecall.service.channel.I2iChannel;
import io.graphrecall.service.channel.InterestChannel;
import io.graphrecall.service.channel.PopularChannel;
import io.graphrecall.service.channel.Query2vChannel;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.ScoreBoards;

import java.util.List;

/** The channels there are. */
final class Channels {

    private Channels() {}

    static List<RecallChannel> all(ServiceSettings.Fresh fresh) {
        ScoreBoards boards = new ScoreBoards();
        return List.of(
                new I2iChannel(boards),
                InterestChannel.tag(boards),
                InterestChannel.attribute(boards),
                InterestChannel.term(boards),
                new Query2vChannel(boards),
                new FreshChannel(fresh.window(), fresh.halfLife(), fresh.scanned(), boards),
                new PopularChannel());
    }
}
