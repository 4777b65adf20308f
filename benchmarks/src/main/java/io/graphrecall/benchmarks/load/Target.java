package io.graphrecall.benchmarks.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

import java.net.URI;
import java.util.concurrent.TimeUnit;

/** HTTP client of one service with a pool of persistent connections. */
final class Target implements AutoCloseable {

    private static final int TIMEOUT_MS = 10_000;

    private final HttpClientAgent client;
    private final URI address;

    Target(Vertx vertx, URI address, int connections) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true).setConnectTimeout(TIMEOUT_MS),
                new PoolOptions().setHttp1MaxSize(connections));
        this.address = address;
    }

    /** Posts a JSON body and returns the answer. */
    Future<Answer> post(String path, Buffer body) {
        RequestOptions request = new RequestOptions().setMethod(HttpMethod.POST).setHost(address.getHost())
                .setPort(address.getPort()).setURI(path).setTimeout(TIMEOUT_MS);
        // All in the event loop of the connection: a body that is requested later may have passed already.
        return client.request(request)
                .compose(prepared -> prepared.putHeader("content-type", "application/json").send(body)
                        .compose(response -> response.body()
                                .map(content -> new Answer(response.statusCode(), content))));
    }

    @Override
    public void close() {
        client.close().timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS).await();
    }

    record Answer(int status, Buffer body) {}
}
