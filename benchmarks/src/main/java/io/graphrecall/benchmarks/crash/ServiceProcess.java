package io.graphrecall.benchmarks.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

final class ServiceProcess {

    private static final Duration POLL = Duration.ofMillis(50);

    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    /** Starts the service and waits until it is ready. */
    static ServiceProcess start(String command, Path log, Duration patience, ServiceClient client)
            throws InterruptedException {
        if (client.isUp()) {
            throw new IllegalStateException("Another service is running at " + client.service() + ". Stop it first.");
        }
        ServiceProcess service = launch(command, log);
        long deadline = System.nanoTime() + patience.toNanos();
        while (!client.isReady()) {
            if (!service.process.isAlive()) {
                throw new IllegalStateException("The service ended with exit code " + service.process.exitValue()
                        + " before it was ready. Its output is in " + log);
            }
            if (System.nanoTime() > deadline) {
                service.kill();
                throw new IllegalStateException("The service was not ready after " + patience);
            }
            Thread.sleep(POLL);
        }
        return service;
    }

    private static ServiceProcess launch(String command, Path log) {
        try {
            return new ServiceProcess(new ProcessBuilder("sh", "-c", "exec " + command)
                    .redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile())).start());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start the service", e);
        }
    }

    /** Kills the service with SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    long pid() {
        return process.pid();
    }

    /** Stops the service, and kills it if it does not end in time. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
