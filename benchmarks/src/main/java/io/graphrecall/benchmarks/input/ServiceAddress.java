package io.graphrecall.benchmarks.input;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Where a service listens. Only this machine: the drivers do not put load on others. */
public record ServiceAddress(String host, int port) {

    public ServiceAddress {
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress()) {
                throw new IllegalArgumentException(host + " is not this machine's loopback");
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("host " + host + " is unknown", e);
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
    }

    /** The address in a URL like {@code http://127.0.0.1:8080}. */
    public static ServiceAddress ofUrl(String url) {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("expected http://HOST:PORT, not " + url);
        }
        return new ServiceAddress(uri.getHost(), uri.getPort());
    }

    /** The URL of a path of the service. */
    public URI resolve(String path) {
        return URI.create("http://" + host + ":" + port + path);
    }
}
