package io.graphrecall.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

class DiskFullTest {

    @Test
    void theReasonIsFoundBelowOtherFailures() {
        Throwable full = catchThrowable(() -> Files.writeString(Path.of("/dev/full"), "text"));

        assertThat(DiskFull
                .reason(new IllegalStateException("stage failed", new UncheckedIOException((IOException) full))))
                .isEqualTo("No space left on device");
        assertThat(DiskFull.reason(new IOException("Permission denied"))).isNull();
        assertThat(DiskFull.reason(new IllegalStateException())).isNull();
    }
}
