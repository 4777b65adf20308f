package io.graphrecall.pipeline.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.text.Terms;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.pipeline.channel.behaviour.PopularChannel;
import io.graphrecall.pipeline.filter.EligibilitySettings;
import io.graphrecall.pipeline.settings.SettingsValues;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.testing.Queries;
import io.graphrecall.pipeline.testing.SmallWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ServingModulesTest {

    @TempDir
    private Path folder;

    @Test
    void contentsThatOnlyEventsMentionAreRecalledIfTheSettingIsOn() {
        assertThat(recalled(false)).containsExactly("described");
        assertThat(recalled(true)).containsExactlyInAnyOrder("described", "mentioned");
    }

    private List<String> recalled(boolean undescribed) {
        GenerationStore store = new GenerationStore(folder.resolve("generations-" + undescribed));
        SmallWorld world = new SmallWorld().content("described").undescribed("mentioned").hidden("hidden");
        ModuleContext context = new ModuleContext(
                new SettingsValues(Map.of(EligibilitySettings.SECTION, new EligibilitySettings(undescribed))), folder,
                folder, new Terms(), new ScoreBoards(), name -> {
                    throw new AssertionError("caches nothing");
                });
        try (ServingModules modules = new ServingModules(List.of(), context);
                Generation generation = store.open(world.publish(store, 0), 0)) {
            ServingSnapshot snapshot = modules.open(generation);
            return Queries.ids(snapshot, new PopularChannel().recall(Queries.query(snapshot, Set.of())));
        }
    }
}
