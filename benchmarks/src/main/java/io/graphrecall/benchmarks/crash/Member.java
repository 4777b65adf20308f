package io.graphrecall.benchmarks.crash;

import io.graphrecall.benchmarks.input.ServiceAddress;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** A member of the cluster under test: its process and a client of it. Faults come from one thread. */
final class Member {

    private final SoakSettings settings;
    private final ServiceClient client;
    private @Nullable ServiceProcess process;

    Member(SoakSettings settings, ServiceAddress address) {
        this.settings = settings;
        client = new ServiceClient(address, settings.timeout());
    }

    ServiceClient client() {
        return client;
    }

    int port() {
        return client.service().port();
    }

    /** Starts the process and waits until it is ready. */
    void start() throws InterruptedException {
        process = ServiceProcess.start(
                settings.command().replace("{port}", Integer.toString(port())),
                settings.logs().resolve("member-" + port() + ".log"), settings.patience(), client);
    }

    /** Kills the process with SIGKILL. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.kill();
        }
    }

    /** Freezes the process until {@link #resume}. */
    void freeze() throws InterruptedException {
        signal("STOP", pid());
    }

    void resume() throws InterruptedException {
        signal("CONT", pid());
    }

    long pid() {
        if (process == null) {
            throw new IllegalStateException("the member on port " + port() + " was not started");
        }
        return process.pid();
    }

    /** Sends a signal to a process. */
    static void signal(String name, long pid) throws InterruptedException {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("Could not send " + name + " to process " + pid);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Could not send " + name + " to process " + pid, e);
        }
    }

    /** Stops the process and closes the client. */
    void stop() throws InterruptedException {
        if (process != null) {
            process.stop();
        }
        client.close();
    }
}
