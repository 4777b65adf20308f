package io.graphrecall.benchmarks.input;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Address of a service on this machine. The drivers do not put load on other machines. */
public record ServiceAddress(String host, int port) {

    public ServiceAddress {
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress()) {
                throw new IllegalArgumentException(
                        "The host " + host + " is not a loopback address. The drivers only run against this machine.");
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Unknown host " + host, e);
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("The port must be between 1 and 65535, but is " + port);
        }
    }

    /** Parses a URL such as {@code http://127.0.0.1:8080}. */
    public static ServiceAddress ofUrl(String url) {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("Expected http://HOST:PORT, but found " + url);
        }
        return new ServiceAddress(uri.getHost(), uri.getPort());
    }

    public URI resolve(String path) {
        return URI.create("http://" + host + ":" + port + path);
    }
}
