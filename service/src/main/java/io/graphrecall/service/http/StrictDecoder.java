package io.graphrecall.service.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Decoder of requests with three more rules. It refuses a request with both Content-Length and Transfer-Encoding: Netty
 * ignores the length, but a proxy in front that ignores the encoding sees another end of the request (request smuggling,
 * RFC 9112, section 6.1). It refuses every Transfer-Encoding but {@code chunked}: Netty ignores unknown ones, such as
 * {@code xchunked}, which a proxy may take for it. It closes a connection on which the head of a request takes too long:
 * each byte renews the idle time.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {

    /** Name of the decoder in the pipelines of Vert.x. */
    private static final String NAME = "httpDecoder";

    private final Duration headTimeout;
    /** True from the head of a request to its end. */
    private boolean inRequest;
    /** Closes the connection if a head that has begun does not end; null while none has. */
    private @Nullable ScheduledFuture<?> deadline;

    private StrictDecoder(HttpServerOptions options, Duration headTimeout) {
        super(options);
        this.headTimeout = headTimeout;
    }

    /**
     * Replaces the decoder of a new connection, unless it is one of HTTP/2, which has no such headers.
     *
     * @param headTimeout maximum time from the first byte of a request to the end of its head
     */
    static void install(HttpConnection connection, HttpServerOptions options, Duration headTimeout) {
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        if (pipeline.get(NAME) != null) {
            pipeline.replace(NAME, NAME, new StrictDecoder(options, headTimeout));
        }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("it has both Content-Length and Transfer-Encoding");
    }

    /** Called at the end of the head; what it throws refuses the request. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        List<String> encodings = message.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!encodings.isEmpty() && !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(String.join(",", encodings))) {
            throw new IllegalArgumentException("the only supported Transfer-Encoding is chunked");
        }
        return super.isContentAlwaysEmpty(message);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        boolean begins = !inRequest && bytes.isReadable();
        int before = out.size();
        super.decode(context, bytes, out);
        if (out.size() > before) {
            inRequest = !(out.getLast() instanceof LastHttpContent);
            cancelDeadline();
        } else if (begins && deadline == null) {
            deadline = context.executor().schedule(
                    () -> context.close(), headTimeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        cancelDeadline();
        super.channelInactive(context);
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
