package io.graphrecall.blend;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The channels of a list with their shares, by id in order of priority: at least one, each once. In files a list of
 * {@code {"id", "quota", "min", "weight"}}.
 */
public record ChannelShares(Map<String, ChannelShare> byChannel) {

    public ChannelShares {
        byChannel = Collections.unmodifiableMap(new LinkedHashMap<>(byChannel));
        if (byChannel.isEmpty()) {
            throw new IllegalArgumentException("channels is empty, expected at least one");
        }
    }

    /**
     * Reduces minimums that do not fit into a list together, in proportion and rounded down, to at most half of the list. So
     * scores decide the other half.
     *
     * @param size number of contents of the list
     */
    public static Map<String, ChannelShare> withFittingMinimums(Map<String, ChannelShare> byChannel, int size) {
        int minimums = byChannel.values().stream().mapToInt(ChannelShare::min).sum();
        if (minimums <= size) {
            return byChannel;
        }
        Map<String, ChannelShare> reduced = new LinkedHashMap<>();
        byChannel.forEach((id, share) -> reduced.put(id,
                new ChannelShare(share.quota(), share.min() * size / (2 * minimums), share.weight())));
        return reduced;
    }

    /** A channel in a file. */
    record Entry(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) int quota,
            @JsonProperty(required = true) int min,
            @JsonProperty(required = true) double weight) {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ChannelShares of(List<Entry> entries) {
        Map<String, ChannelShare> byChannel = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (byChannel.put(entry.id, new ChannelShare(entry.quota, entry.min, entry.weight)) != null) {
                throw new IllegalArgumentException("channel '" + entry.id + "' is listed twice");
            }
        }
        return new ChannelShares(byChannel);
    }

    @JsonValue
    List<Entry> entries() {
        return byChannel.entrySet().stream().map(entry -> new Entry(
                entry.getKey(), entry.getValue().quota(), entry.getValue().min(), entry.getValue().weight())).toList();
    }
}
