package io.graphrecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

@Timeout(60)
class InterruptionTest {

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void theCommandCleansUpBeforeTheHooksOfLibrariesRun(String signal, int exitCode) throws Exception {
        // The shell sets the signal to its default: a process that was started in the background can ignore it.
        Process process = new ProcessBuilder(
                "env", "--default-signal=" + signal, Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                WaitingCommand.class.getName()).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            assertThat(output.readLine()).isEqualTo("waits");
            kill(process, signal);
            assertThat(output.readLine()).isEqualTo("cleans up");
            kill(process, "HUP");
            assertThat(output.readLine()).isEqualTo("cleaned up");
            assertThat(output.readLine()).isEqualTo("hook");
            assertThat(process.waitFor()).isEqualTo(exitCode);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static void kill(Process process, String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor()).isZero();
    }

    /** A command with a library that has a shutdown hook. */
    static final class WaitingCommand {

        public static void main(String[] args) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
            Interruption interruption = Interruption.install();
            System.out.println("waits");
            Interruption.await();
            System.out.println("cleans up");
            Thread.sleep(500);
            System.out.println("cleaned up");
            interruption.exit(1);
        }
    }
}
