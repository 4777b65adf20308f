package io.graphrecall.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.benchmarks.input.Arguments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

class LoadSettingsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeIds() throws IOException {
        Files.writeString(folder.resolve("users"), "u1\nu2\n");
        Files.writeString(folder.resolve("contents"), "c1\n");
    }

    @Test
    void optionsHaveDefaults() {
        LoadSettings settings = settings();
        assertThat(settings.users()).containsExactly("u1", "u2");
        assertThat(settings.service().resolve("")).hasToString("http://127.0.0.1:8080");
        assertThat(settings.connections()).isEqualTo(32);
        assertThat(settings.measured()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.eventShare()).isEqualTo(0.1);
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> settings("--seconds", "601")).hasMessage("seconds 601 is not between 1 and 600");
        assertThatThrownBy(() -> settings("--connections", "0")).hasMessageContaining("between 1 and 1000");
        assertThatThrownBy(() -> settings("--event-share", "1.5")).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> settings("--event-share", "NaN")).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> settings("--threads", "2")).hasMessage("Unknown options: --threads");
    }

    private LoadSettings settings(String... more) {
        String[] words = new String[4 + more.length];
        words[0] = "--users";
        words[1] = folder.resolve("users").toString();
        words[2] = "--contents";
        words[3] = folder.resolve("contents").toString();
        System.arraycopy(more, 0, words, 4, more.length);
        return LoadSettings.of(Arguments.of(words));
    }
}
