package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class BuildLockTest {

    @TempDir
    private Path home;

    @Test
    void oneBuildOfAHomeRunsAtATime() {
        BuildLock first = BuildLock.acquire(home);
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> BuildLock.acquire(home))
                .withMessageContaining("another build of " + home + " is running")
                .matches(e -> e.code() == RecallException.Code.CONFLICT);
        first.close();
        BuildLock.acquire(home).close();
    }
}
