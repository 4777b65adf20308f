package io.graphrecall.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.blend.Blend;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.blend.ChannelShares;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The blend of the default scene that a build fitted to events that the generation does not know. The manifest has it as the
 * setting {@value #SETTING}, in the form of {@code blend.json}. Immutable; thread-safe.
 *
 * @param blend    a blend with weights
 * @param channels shares by channel id
 */
public record FittedBlend(
        @JsonProperty(required = true) Blend blend,
        @JsonProperty(required = true) ChannelShares channels) implements OpenedModule {

    /** Name of the setting in the manifest. */
    public static final String SETTING = "blend";

    /** Opens the blend of a generation. Has no channel. */
    public static final ServingModule.Factory MODULE = context -> new ServingModule() {
        @Override
        public List<RecallChannel> channels() {
            return List.of();
        }

        @Override
        public @Nullable OpenedModule open(OpeningGeneration generation) {
            return of(generation.generation().manifest());
        }
    };

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Returns the blend of a generation, or null if its build fitted none. */
    public static @Nullable FittedBlend of(GenerationManifest manifest) {
        Object value = manifest.settings().get(SETTING);
        try {
            return value == null ? null : JSON.convertValue(value, FittedBlend.class);
        } catch (IllegalArgumentException e) {
            throw new RecallException(RecallException.Code.CONFLICT,
                    "the setting '" + SETTING + "' of generation " + manifest.id() + " is no blend: " + e.getMessage(),
                    e);
        }
    }

    /** Returns the value of the setting. */
    public Object json() {
        return JSON.convertValue(this, Object.class);
    }

    /**
     * Returns a scene with this blend. A channel that the build did not know keeps its share.
     *
     * @param given shares of the scene, each channel by its own id
     */
    Scene applied(Scene scene, Map<String, ChannelShare> given) {
        Map<String, ChannelShare> shares = new LinkedHashMap<>(given);
        shares.replaceAll((id, share) -> channels.byChannel().getOrDefault(id, share));
        return scene.withBlend(blend, scene.model(), shares).withFittedBlend();
    }
}
