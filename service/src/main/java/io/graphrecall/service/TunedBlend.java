package io.graphrecall.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.generation.AtomicFile;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.BlendModel;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.Scene;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tuning found for the default scene: the blend, and the channels in order of priority with their parts. Kept as
 * {@value #FILE} in a home:
 * {@code {"blend": "weighted", "channels": [{"id": "i2i", "quota": 300, "min": 5, "weight": 0.8}]}}.
 *
 * @param model    what {@link Blend#LEARNED} goes by; null where that is not the blend
 * @param channels by id, in order of priority
 */
public record TunedBlend(Blend blend, @Nullable BlendModel model, Map<String, ChannelShare> channels) {

    /** The file's name in a home. */
    public static final String FILE = "blend.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** The file. */
    private record Document(
            @Nullable String blend,
            @Nullable List<Channel> channels,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BlendModel model) {}

    private record Channel(@Nullable String id, int quota, int min, double weight) {}

    public TunedBlend {
        channels = new LinkedHashMap<>(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("a tuned blend has no channels");
        }
        if (blend == Blend.LEARNED && model == null) {
            throw new IllegalArgumentException("a learned blend has no model");
        }
    }

    /** What a home holds; empty where it was never tuned. */
    public static Optional<TunedBlend> read(Path home) {
        Path file = home.resolve(FILE);
        try {
            Document document = JSON.readValue(Files.readAllBytes(file), Document.class);
            Blend blend = Blend.ofWireName(String.valueOf(document.blend()))
                    .orElseThrow(() -> invalid(file, "unknown blend '" + document.blend() + "'", null));
            Map<String, ChannelShare> channels = new LinkedHashMap<>();
            for (Channel channel : document.channels() == null ? List.<Channel>of() : document.channels()) {
                channels.put(
                        String.valueOf(channel.id()),
                        new ChannelShare(channel.quota(), channel.min(), channel.weight()));
            }
            return Optional.of(new TunedBlend(blend, document.model(), channels));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw invalid(file, e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw invalid(file, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw invalid(file, e.toString(), e);
        }
    }

    /** Writes the file, in one step. */
    public void write(Path file) {
        Document document = new Document(
                blend.wireName(),
                channels.entrySet().stream()
                        .map(entry -> new Channel(
                                entry.getKey(),
                                entry.getValue().quota(),
                                entry.getValue().min(),
                                entry.getValue().weight()))
                        .toList(),
                model);
        try {
            AtomicFile.write(file, out -> out.write(JSON.writeValueAsBytes(document)));
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "could not write " + file + ": " + e, e);
        }
    }

    /** The scene with these choices in place of its own; other scenes than the default one stay as they are. */
    Scene applied(Scene scene) {
        return scene.name().equals(RecallPipeline.DEFAULT_SCENE)
                ? new Scene(scene.name(), blend, model, channels, scene.timeout(), scene.must(), scene.mustNot())
                : scene;
    }

    private static RecallException invalid(Path file, String reason, @Nullable Throwable cause) {
        return new RecallException(RecallException.Code.INVALID, file + ": " + reason, cause);
    }
}
