package io.graphrecall.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Client of a running service for one user's data.
 *
 * @param key API key with full access; null for none
 */
record UserService(URI address, @Nullable String key) {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /**
     * Returns the generation that the service serves; empty if it serves none, null if no service responds. Does not send
     * the key, since another program may have the address.
     */
    @Nullable
    String generation() {
        HttpResponse<String> response = send("GET", "/readyz", null);
        if (response == null) {
            return null;
        }
        try {
            return new ObjectMapper().readTree(response.body()).path("generation").asText();
        } catch (IOException e) {
            return "";
        }
    }

    /** Deletes the user, who may be unknown. */
    void delete(UserId user) {
        isKnown("DELETE", user);
    }

    /** Returns true if the service knows the user. */
    boolean knows(UserId user) {
        return isKnown("GET", user);
    }

    private boolean isKnown(String method, UserId user) {
        String path = "/v1/users/" + URLEncoder.encode(user.key(), StandardCharsets.UTF_8).replace("+", "%20");
        HttpResponse<String> response = send(method, path, key);
        if (response == null) {
            throw new RecallException(Code.UNAVAILABLE, "no service responds at " + address);
        }
        if (response.statusCode() / 100 != 2 && response.statusCode() != 404) {
            throw new RecallException(Code.UNAVAILABLE, "the service at " + address + " returned status "
                    + response.statusCode() + " to " + method + " of the user: " + response.body());
        }
        return response.statusCode() != 404;
    }

    /** Returns null if nothing listens at the address. */
    private @Nullable HttpResponse<String> send(String method, String path, @Nullable String authorization) {
        URI uri = URI.create(address.toString().replaceFirst("/$", "") + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (authorization != null) {
            request.header("Authorization", "Bearer " + authorization);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            return null;
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, "no response from " + address + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecallException(Code.CANCELLED, "interrupted", e);
        }
    }
}
