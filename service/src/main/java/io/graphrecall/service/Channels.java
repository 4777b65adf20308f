package io.graphrecall.service;

import io.graphrecall.gnn.personalised.Personalised;
import io.graphrecall.service.channel.ChannelCatalogue;
import io.graphrecall.service.channel.ClusterChannel;
import io.graphrecall.service.channel.DeepMatchChannel;
import io.graphrecall.service.channel.FreshChannel;
import io.graphrecall.service.channel.GcnChannel;
import io.graphrecall.service.channel.I2iChannel;
import io.graphrecall.service.channel.InterestChannel;
import io.graphrecall.service.channel.MetaPathChannel;
import io.graphrecall.service.channel.PopularChannel;
import io.graphrecall.service.channel.Query2vChannel;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.ScoreBoards;
import io.graphrecall.service.channel.VectorChannel;
import io.graphrecall.service.snapshot.UserVectors;

import java.util.ArrayList;
import java.util.List;

/** The channels there are. */
final class Channels {

    /** The spaces whose channels there are whether or not a generation has them. */
    private static final String MULTIMODAL = "multimodal";
    private static final String VISUAL = "visual";
    private static final String TEXT = "text";

    private Channels() {}

    /**
     * @param users vectors of users
     * @param more  channels of the caller's own
     */
    static ChannelCatalogue all(ServiceSettings settings, UserVectors users, List<RecallChannel> more) {
        ServiceSettings.Fresh fresh = settings.fresh();
        ScoreBoards boards = new ScoreBoards();
        List<RecallChannel> all = new ArrayList<>(List.of(
                new I2iChannel(boards),
                new DeepMatchChannel(users),
                new VectorChannel(Personalised.SPACE, Personalised.SPACE, boards),
                InterestChannel.tag(boards),
                InterestChannel.attribute(boards),
                InterestChannel.term(boards),
                new Query2vChannel(boards),
                new VectorChannel(MULTIMODAL, boards),
                new VectorChannel(VISUAL, boards),
                new VectorChannel(TEXT, boards),
                new MetaPathChannel(boards),
                new GcnChannel(settings.storedUsers()),
                new ClusterChannel(List.of(MULTIMODAL, VISUAL, TEXT)),
                new FreshChannel(fresh.window(), fresh.halfLife(), fresh.scanned(), boards),
                new PopularChannel()));
        all.addAll(more);
        return new ChannelCatalogue(all, boards);
    }
}
