package io.graphrecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
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
            assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor())
                    .isZero();
            assertThat(output.readLine()).isEqualTo("cleaned up");
            assertThat(output.readLine()).isEqualTo("hook");
            assertThat(process.waitFor()).isEqualTo(exitCode);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    /** A command with a library that has a shutdown hook. */
    static final class WaitingCommand {

        public static void main(String[] args) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
            Interruption interruption = Interruption.install();
            System.out.println("waits");
            Interruption.await();
            Thread.sleep(200);
            System.out.println("cleaned up");
            interruption.exit(1);
        }
    }
}
