package io.graphrecall.service.http;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Decoder of requests that refuses a request with both Content-Length and Transfer-Encoding. Netty ignores the length, but
 * a proxy in front that ignores the encoding sees another end of the request (request smuggling, RFC 9112, section 6.1).
 */
final class StrictDecoder extends VertxHttpRequestDecoder {

    /** Name of the decoder in the pipelines of Vert.x. */
    private static final String NAME = "httpDecoder";

    private StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    /** Replaces the decoder of a new connection, unless it is one of HTTP/2, which has no such headers. */
    static void install(HttpConnection connection, HttpServerOptions options) {
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        if (pipeline.get(NAME) != null) {
            pipeline.replace(NAME, NAME, new StrictDecoder(options));
        }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("it has both Content-Length and Transfer-Encoding");
    }
}
