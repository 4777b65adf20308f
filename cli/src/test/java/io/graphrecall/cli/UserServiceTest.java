package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.graphrecall.schema.UserId;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

class UserServiceTest {

    @Test
    void theAddressMayHaveAPath() throws IOException {
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            for (String path : List.of("", "/", "/gateway", "/gateway/")) {
                URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
                new UserService(address, null).delete(new UserId("u 1"));
            }
        } finally {
            server.stop(0);
        }
        assertThat(requests).containsExactly("DELETE /v1/users/u%201", "DELETE /v1/users/u%201",
                "DELETE /gateway/v1/users/u%201", "DELETE /gateway/v1/users/u%201");
    }
}
