package io.graphrecall.pipeline;

import io.graphrecall.blend.TunedBlend;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.channel.metapath.MetaPathSettings;
import io.graphrecall.pipeline.filter.EligibilitySettings;
import io.graphrecall.pipeline.settings.SettingsSection;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.pipeline.settings.SettingsValues;
import io.graphrecall.pipeline.trigger.TriggerParameters;
import io.graphrecall.pipeline.trigger.TriggerSelector;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The settings of the recall pipeline: a record per section. Other sections, such as those of a service, may be among the
 * values. Immutable; thread-safe.
 */
public record PipelineSettings(SettingsValues values) {

    private static final SettingsSection<Long> SEED = new SettingsSection<>("seed", Long.class);
    private static final SettingsSection<TriggerParameters> TRIGGERS = new SettingsSection<>(
            "triggers", TriggerParameters.class);
    private static final SettingsSection<SearchSettings> SEARCHES = new SettingsSection<>(
            "searches", SearchSettings.class);
    private static final SettingsSection<SceneSettings> SCENES = new SettingsSection<>("scenes", SceneSettings.class);

    /**
     * Returns the sections that the pipeline reads.
     *
     * @param modules own further sections
     */
    public static List<SettingsSection<?>> sections(List<ServingModule.Factory> modules) {
        List<SettingsSection<?>> sections = new ArrayList<>(
                List.of(SEED, EligibilitySettings.SECTION, TRIGGERS, SEARCHES));
        modules.forEach(module -> sections.addAll(module.settings()));
        sections.addAll(List.of(MetaPathSettings.SECTION, SCENES));
        return sections;
    }

    /**
     * Reads the settings of a home, as {@link SettingsSource#read} describes. The blend of the default scene is that of
     * {@value TunedBlend#FILE}, or the one that builds fit.
     *
     * @throws io.graphrecall.schema.RecallException INVALID if a file has an unknown key in these sections or a wrong value
     */
    public static PipelineSettings of(Path home, List<ServingModule.Factory> modules) {
        return new PipelineSettings(SettingsSource.read(home.resolve(SettingsSource.FILE)).bind(sections(modules)))
                .withBlendOf(home);
    }

    /** The defaults of the standard modules, with overrides by environment variables and system properties. */
    public static PipelineSettings defaults() {
        return new PipelineSettings(SettingsSource.read(null).bind(sections(StandardModules.LIST))).withFittedBlend();
    }

    /** Returns these settings with the tuned blend of a home, or with the one that builds fit. */
    public PipelineSettings withBlendOf(Path home) {
        PipelineSettings fitted = withFittedBlend();
        return TunedBlend.read(home).map(fitted::with).orElse(fitted);
    }

    /** Lets builds fit the blend of the default scene, if it has the blend and the channels of the defaults, and maybe more. */
    public PipelineSettings withFittedBlend() {
        Scene builtIn = SettingsSource.reference().bind(SCENES).scenes().stream()
                .filter(scene -> scene.name().equals(RecallPipeline.DEFAULT_SCENE)).findFirst().orElseThrow();
        return withScenes(scene -> scene.name().equals(builtIn.name()) && scene.blend() == builtIn.blend()
                && scene.channels().entrySet().containsAll(builtIn.channels().entrySet())
                        ? scene.withFittedBlend()
                        : scene);
    }

    /** Seed of the order of equal scores. */
    public long seed() {
        return values.get(SEED);
    }

    public List<Scene> scenes() {
        return values.get(SCENES).scenes();
    }

    /** Returns a warning for each variant of a scene that lacks a condition of the scene. */
    public List<String> variantWarnings() {
        return values.get(SCENES).laxVariants();
    }

    /** The meta-paths that a build computes and the channel {@code metapath} follows. */
    public List<MetaPathParameters> metaPaths() {
        return values.get(MetaPathSettings.SECTION).paths();
    }

    /** Returns a builder of the queries of channels. */
    public RecallQueryBuilder queries() {
        return new RecallQueryBuilder(new TriggerSelector(values.get(TRIGGERS)), values.get(SEARCHES).limit());
    }

    /** Returns the values of all sections but the scenes. */
    public SettingsValues withoutScenes() {
        return values.without(SCENES);
    }

    /** Returns these settings with a tuned blend for the default scene. */
    public PipelineSettings with(TunedBlend blend) {
        return withScenes(scene -> scene.name().equals(RecallPipeline.DEFAULT_SCENE)
                ? scene.withBlend(blend.blend(), blend.model(), blend.channels())
                : scene);
    }

    /** Returns these settings with another timeout of every scene. */
    public PipelineSettings withTimeout(Duration timeout) {
        return withScenes(scene -> scene.withTimeout(timeout));
    }

    /** Returns these settings without experiments: the lists of a scene are its own for all users. */
    public PipelineSettings withoutVariants() {
        return withScenes(Scene::withoutVariants);
    }

    public PipelineSettings withSeed(long seed) {
        return new PipelineSettings(values.with(SEED, seed));
    }

    /** Returns these settings with other scenes. */
    public PipelineSettings withScenes(List<Scene> scenes) {
        return new PipelineSettings(values.with(SCENES, new SceneSettings(scenes)));
    }

    private PipelineSettings withScenes(UnaryOperator<Scene> change) {
        return withScenes(scenes().stream().map(change).toList());
    }
}
