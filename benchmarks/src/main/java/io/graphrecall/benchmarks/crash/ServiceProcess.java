package io.graphrecall.benchmarks.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The service as a process that is started, killed and stopped. */
final class ServiceProcess {

    private static final Duration POLL = Duration.ofMillis(50);

    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    /** Starts the service and waits until it says that it is ready. */
    static ServiceProcess start(CrashSettings settings, ServiceClient client) throws InterruptedException {
        if (client.answers()) {
            throw new IllegalStateException("something listens at " + settings.service() + " already");
        }
        ServiceProcess service = launch(settings);
        long deadline = System.nanoTime() + settings.patience().toNanos();
        while (!client.ready()) {
            if (!service.process.isAlive()) {
                throw new IllegalStateException("the service ended with " + service.process.exitValue()
                        + " before it was ready; its output is in " + settings.log());
            }
            if (System.nanoTime() > deadline) {
                service.kill();
                throw new IllegalStateException("the service was not ready after " + settings.patience());
            }
            Thread.sleep(POLL);
        }
        return service;
    }

    private static ServiceProcess launch(CrashSettings settings) {
        try {
            return new ServiceProcess(new ProcessBuilder("sh", "-c", "exec " + settings.command())
                    .redirectErrorStream(true).redirectOutput(Redirect.appendTo(settings.log().toFile())).start());
        } catch (IOException e) {
            throw new UncheckedIOException("can not start the service", e);
        }
    }

    /** Ends it with SIGKILL: it can do nothing about that. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, and kills it if it does not. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
