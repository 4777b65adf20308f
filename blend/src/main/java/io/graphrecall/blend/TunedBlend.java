package io.graphrecall.blend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.generation.AtomicFile;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The tuned settings of the default scene: the blend and the shares of its channels. A home stores them as
 * {@value #FILE}: {@code {"blend": "weighted", "channels": [{"id": "i2i", "quota": 300, "min": 5, "weight": 0.8}]}}.
 *
 * @param model    for {@link Blend#LEARNED}; null for other blends
 * @param channels by id, in order of priority
 */
public record TunedBlend(Blend blend, @Nullable BlendModel model, Map<String, ChannelShare> channels) {

    /** The name of the file in a home. */
    public static final String FILE = "blend.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** The content of the file. */
    private record Document(
            @JsonProperty(required = true) Blend blend,
            @JsonProperty(required = true) ChannelShares channels,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BlendModel model) {}

    public TunedBlend {
        channels = new ChannelShares(channels).byChannel();
        if (blend == Blend.LEARNED && model == null) {
            throw new IllegalArgumentException("blend 'learned' has no model");
        }
    }

    /** Reads the file of a home; empty if it was never tuned. */
    public static Optional<TunedBlend> read(Path home) {
        Path file = home.resolve(FILE);
        try {
            Document document = JSON.readValue(Files.readAllBytes(file), Document.class);
            return Optional.of(new TunedBlend(document.blend, document.model, document.channels.byChannel()));
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

    /** Writes the file atomically. */
    public void write(Path file) {
        Document document = new Document(blend, new ChannelShares(channels), model);
        try {
            AtomicFile.write(file, out -> out.write(JSON.writeValueAsBytes(document)));
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "could not write " + file + ": " + e, e);
        }
    }

    private static RecallException invalid(Path file, String reason, Throwable cause) {
        return new RecallException(RecallException.Code.INVALID, file + ": " + reason, cause);
    }
}
