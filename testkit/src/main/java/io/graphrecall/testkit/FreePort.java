package io.graphrecall.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for processes that a test starts. */
public final class FreePort {

    private FreePort() {}

    /** Returns a port of the loopback address that nothing listens on now. */
    public static int next() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
