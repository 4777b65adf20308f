package io.graphrecall.service.cluster;

import io.graphrecall.generation.GenerationStore;
import io.graphrecall.pipeline.settings.SettingsSection;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings of generations.
 *
 * @param sharedFolder folder with generations that all members see, absolute or relative to the home; empty for none
 */
public record GenerationSettings(String sharedFolder) {

    public static final SettingsSection<GenerationSettings> SECTION = new SettingsSection<>(
            "generations", GenerationSettings.class);
    /**
     * Returns the shared generations; empty if there is no shared folder.
     *
     * @param own the store of the home
     */
    public Optional<SharedGenerations> shared(Path home, GenerationStore own) {
        return sharedFolder.isEmpty()
                ? Optional.empty()
                : Optional.of(new SharedGenerations(home.resolve(sharedFolder), own));
    }
}
