package io.graphrecall.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for processes that a test starts. */
public final class FreePort {

    private FreePort() {}

    /**
     * Returns a port of the loopback address that nothing listens on now. It is below those of outgoing connections and of
     * local graphs, so that nothing takes it before the process starts.
     */
    public static int next() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Try another one.
            }
        }
    }
}
