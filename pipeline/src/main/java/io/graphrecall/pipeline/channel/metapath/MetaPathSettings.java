package io.graphrecall.pipeline.channel.metapath;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPath;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.pipeline.settings.SettingsSection;
import io.graphrecall.schema.WireNamed;

import java.time.Duration;
import java.util.List;

/** The section {@code meta-paths} of the settings: the meta-paths that a build computes. */
public record MetaPathSettings(List<MetaPathParameters> paths) {

    public static final SettingsSection<MetaPathSettings> SECTION = new SettingsSection<>(
            "meta-paths", MetaPathSettings.class);

    public MetaPathSettings {
        paths = List.copyOf(paths);
    }

    /** The keys of one meta-path. */
    record Keys(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String path,
            @JsonProperty(required = true) String measure,
            @JsonProperty(required = true) double weight,
            @JsonProperty(required = true) Duration window,
            @JsonProperty(required = true) int windowCount,
            @JsonProperty(required = true) int degreeCap,
            @JsonProperty(required = true) int neighbours) {

        static Keys of(MetaPathParameters path) {
            return new Keys(path.name(), path.path().toString(), path.measure().wireName(), path.weight(),
                    path.window(), path.windowCount(), path.degreeCap(), path.neighbours());
        }

        MetaPathParameters parameters() {
            Measure parsed = WireNamed.find(Measure.class, measure).orElseThrow(() -> new IllegalArgumentException(
                    "meta-path '" + name + "' has the unknown measure '" + measure + "'"));
            return new MetaPathParameters(
                    name, MetaPath.parse(path), parsed, weight, window, windowCount, degreeCap, neighbours);
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static MetaPathSettings of(List<Keys> keys) {
        return new MetaPathSettings(keys.stream().map(Keys::parameters).toList());
    }

    @JsonValue
    List<Keys> keys() {
        return paths.stream().map(Keys::of).toList();
    }
}
