package io.graphrecall.pipeline.channel;

import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds channels by id: those of serving modules, and one for each other embedding space of a snapshot. Thread-safe.
 */
public final class ChannelCatalogue {

    private static final String SPACE_PREFIX = "v2v_";

    /** In a scene: the channels of all embedding spaces that the scene does not name and no module serves. */
    public static final String OTHER_SPACES = idOfSpace("*");

    private final Map<String, RecallChannel> ofModules = new LinkedHashMap<>();
    private final Map<String, RecallChannel> ofSpaces = new ConcurrentHashMap<>();
    private final Function<String, RecallChannel> spaceChannels;

    /** @param spaceChannels creates the channel of an embedding space, which has the id {@link #idOfSpace} */
    public ChannelCatalogue(List<RecallChannel> ofModules, Function<String, RecallChannel> spaceChannels) {
        for (RecallChannel channel : ofModules) {
            if (this.ofModules.put(channel.id(), channel) != null) {
                throw new IllegalArgumentException("two channels have the id '" + channel.id() + "'");
            }
        }
        this.spaceChannels = spaceChannels;
    }

    public static String idOfSpace(String space) {
        return SPACE_PREFIX + space;
    }

    /**
     * Returns the channel with an id of the settings or of a snapshot, or null if there is none. The channel of an embedding
     * space exists in every snapshot. It is off in those without the space.
     */
    public @Nullable RecallChannel find(String id) {
        RecallChannel channel = ofModules.get(id);
        return channel != null || !id.startsWith(SPACE_PREFIX)
                ? channel
                : ofSpaces.computeIfAbsent(id, none -> spaceChannels.apply(id.substring(SPACE_PREFIX.length())));
    }

    /**
     * Checks ids of channels.
     *
     * @param owner what has these channels, for the message
     * @throws RecallException INVALID if a channel exists in no generation
     */
    public void require(String owner, Collection<String> ids) {
        for (String id : ids) {
            if (find(id) == null) {
                throw new RecallException(RecallException.Code.INVALID, owner + " has the unknown channel '" + id
                        + "', expected one of " + String.join(", ", idsOfSettings()));
            }
        }
    }

    /** Returns true if a snapshot has the channel with an id. */
    public boolean has(String id, ServingSnapshot snapshot) {
        return ofModules.containsKey(id)
                || (id.startsWith(SPACE_PREFIX)
                        && snapshot.spaces().containsKey(id.substring(SPACE_PREFIX.length())));
    }

    /** Returns the ids that settings can have; one stands for those of all embedding spaces. */
    private List<String> idsOfSettings() {
        List<String> ids = new ArrayList<>(ofModules.keySet());
        ids.add(idOfSpace("SPACE"));
        return ids;
    }

    /** Returns the ids of all channels, those of modules first. */
    public List<String> ids(ServingSnapshot snapshot) {
        List<String> ids = new ArrayList<>(ofModules.keySet());
        ofSpaces(snapshot).filter(id -> !ofModules.containsKey(id)).forEach(ids::add);
        return ids;
    }

    /** Replaces {@link #OTHER_SPACES} in a map from channel ids by the channels that it stands for. */
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

    /** A space that has a channel of its own name is served by that channel. */
    private Stream<String> ofSpaces(ServingSnapshot snapshot) {
        return snapshot.spaces().keySet().stream().filter(space -> !ofModules.containsKey(space))
                .map(ChannelCatalogue::idOfSpace);
    }
}
