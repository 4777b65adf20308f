package io.graphrecall.benchmarks.load;

import io.graphrecall.benchmarks.input.Arguments;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * HTTP baseline: a route that parses a JSON body and returns a fixed answer. Runs as its own program, prints its port
 * on one line and ends when its standard input ends.
 */
public final class BareRoute extends VerticleBase {

    private final Buffer fixedAnswer;
    private final AtomicInteger port;

    private BareRoute(Buffer fixedAnswer, AtomicInteger port) {
        this.fixedAnswer = fixedAnswer;
        this.port = port;
    }

    /** Serves the bytes of {@code --answer FILE}. */
    public static void main(String[] words) throws IOException {
        Arguments arguments = Arguments.of(words);
        Buffer fixedAnswer = Buffer.buffer(Files.readAllBytes(arguments.required("answer", Path::of)));
        arguments.requireAllRead();
        Vertx vertx = Vertx.vertx();
        AtomicInteger port = new AtomicInteger();
        DeploymentOptions onAllCores = new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        vertx.deployVerticle(() -> new BareRoute(fixedAnswer, port), onAllCores).timeout(1, TimeUnit.MINUTES).await();
        System.out.println(port.get());
        while (System.in.read() >= 0) {
            // Wait for the end of the input.
        }
        vertx.close().timeout(1, TimeUnit.MINUTES).await();
    }

    @Override
    public Future<HttpServer> start() {
        Router router = Router.router(vertx);
        router.post("/v1/recall").handler(BodyHandler.create(false)).handler(this::answer);
        // A negative port means a random free port that all instances share.
        return vertx.createHttpServer().requestHandler(router).listen(-1, "127.0.0.1")
                .onSuccess(server -> port.set(server.actualPort()));
    }

    private void answer(RoutingContext request) {
        JsonObject body = request.body().asJsonObject();
        request.response().setStatusCode(body.containsKey("user_id") ? 200 : 400)
                .putHeader("content-type", "application/json").end(fixedAnswer);
    }
}
