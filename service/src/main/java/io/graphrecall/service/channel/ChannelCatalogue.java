package io.graphrecall.service.channel;

import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The channels there are: the usual ones, and one for every vector space that a snapshot has beyond those.
 * Thread-safe.
 */
public final class ChannelCatalogue {

    /** In a scene: the channels of all vector spaces that the scene does not name, and that have no channel of their name. */
    public static final String OTHER_SPACES = VectorChannel.id("*");

    private final Map<String, RecallChannel> usual = new LinkedHashMap<>();
    private final Map<String, RecallChannel> ofSpaces = new ConcurrentHashMap<>();
    private final ScoreBoards boards;

    public ChannelCatalogue(List<RecallChannel> usual, ScoreBoards boards) {
        usual.forEach(channel -> this.usual.put(channel.id(), channel));
        this.boards = boards;
    }

    /** The channel of an id, or null where there is none. */
    public @Nullable RecallChannel find(String id, ServingSnapshot snapshot) {
        RecallChannel channel = usual.get(id);
        String space = VectorChannel.space(id);
        if (channel != null || space == null || !snapshot.spaces().containsKey(space)) {
            return channel;
        }
        return ofSpaces.computeIfAbsent(id, none -> new VectorChannel(space, boards));
    }

    /** The ids of all channels, the usual ones first. */
    public List<String> ids(ServingSnapshot snapshot) {
        List<String> ids = new ArrayList<>(usual.keySet());
        ofSpaces(snapshot).filter(id -> !usual.containsKey(id)).forEach(ids::add);
        return ids;
    }

    /** By channel, in order of priority: {@link #OTHER_SPACES} replaced by the channels it stands for. */
    public <S> Map<String, S> spelledOut(Map<String, S> byChannel, ServingSnapshot snapshot) {
        S others = byChannel.get(OTHER_SPACES);
        if (others == null) {
            return byChannel;
        }
        Map<String, S> all = new LinkedHashMap<>();
        byChannel.forEach((id, share) -> {
            if (!id.equals(OTHER_SPACES)) {
                all.put(id, share);
                return;
            }
            ofSpaces(snapshot).filter(of -> !byChannel.containsKey(of)).forEach(of -> all.put(of, others));
        });
        return all;
    }

    /** The ids of the channels of vector spaces, but of those that have a channel of their name. */
    private Stream<String> ofSpaces(ServingSnapshot snapshot) {
        return snapshot.spaces().keySet().stream().filter(space -> !usual.containsKey(space)).map(VectorChannel::id);
    }
}
