package io.graphrecall.service;

import io.graphrecall.pipeline.Scene;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.filter.UnknownValues.UnknownValue;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.http.ServiceParts;
import io.graphrecall.service.recall.Recalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the settings of a running service again and uses their scenes. Thread-safe. */
final class SceneReload {

    private static final Logger LOG = LoggerFactory.getLogger(SceneReload.class);

    private final Path home;
    private final List<ServingModule.Factory> modules;
    private final Recalls recalls;
    private final ServiceSettings ofStart;
    /** True if the home had a settings file when it was read. */
    private boolean hasFile;

    SceneReload(Path home, List<ServingModule.Factory> modules, Recalls recalls) {
        this.home = home;
        this.modules = modules;
        this.recalls = recalls;
        ofStart = ServiceSettings.of(home, modules);
        hasFile = Files.exists(home.resolve(SettingsSource.FILE));
    }

    /** Uses the scenes that the home has now. */
    synchronized ServiceParts.Reloaded reload() {
        Path file = home.resolve(SettingsSource.FILE);
        if (hasFile && Files.notExists(file)) {
            throw new RecallException(RecallException.Code.INVALID, file + " is gone, so the scenes stay as they are. "
                    + "To use the defaults, write an empty file");
        }
        hasFile = Files.exists(file);
        ServiceSettings now = ServiceSettings.of(home, modules);
        List<String> changed = now.recall().withoutScenes().linesOtherThan(ofStart.values());
        List<Scene> scenes = now.recall().scenes();
        List<UnknownValue> unknown = recalls.replaceScenes(scenes);
        LOG.info("The scenes of the settings are read again: {}", scenes.stream().map(Scene::name).toList());
        now.recall().variantWarnings().forEach(LOG::warn);
        return new ServiceParts.Reloaded(changed, unknown);
    }
}
