package io.graphrecall.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.graphrecall.client.api.CatalogueApi;
import io.graphrecall.client.api.GraphApi;
import io.graphrecall.client.api.OperationsApi;
import io.graphrecall.client.api.RecallApi;
import io.graphrecall.client.api.UsersApi;
import io.graphrecall.client.http.ApiClient;
import io.graphrecall.client.http.ApiException;
import io.graphrecall.client.model.Content;
import io.graphrecall.client.model.ContentFacts;
import io.graphrecall.client.model.Event;
import io.graphrecall.client.model.ExplainRequest;
import io.graphrecall.client.model.Explanation;
import io.graphrecall.client.model.Item;
import io.graphrecall.client.model.Problem;
import io.graphrecall.client.model.RecallBatch;
import io.graphrecall.client.model.RecallRequest;
import io.graphrecall.client.model.RecallResult;
import io.graphrecall.client.model.Receipt;
import io.graphrecall.client.model.SimilarRequest;
import io.graphrecall.client.model.SimilarResult;
import io.graphrecall.client.model.User;
import io.graphrecall.client.model.UserRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Client of a recall service. A call without a response, and one with status 429 or 503, is repeated after the time of
 * {@code Retry-After}, or after a growing pause. Repeating is safe: writes of the service are idempotent, and an event
 * without id is identified by its fields. A pause longer than the timeout is not waited for. Every method throws
 * {@link RecallServiceException} for an error response, and when the last attempt got none. Thread-safe.
 *
 * <p>The usual operations are methods of this class. The others are those of the generated APIs:
 * {@code client.call(() -> client.graph().queries())}.
 */
public final class RecallClient {

    private static final Set<Integer> REPEATED = Set.of(429, 503);
    /** Converts patches with their nulls, which the mapper of the generated client omits. */
    private static final JsonMapper PATCHES = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final ApiClient http;
    private final int retries;
    private final Duration timeout;
    private final RecallApi recall;
    private final CatalogueApi catalogue;
    private final UsersApi users;
    private final GraphApi graph;
    private final OperationsApi operations;

    private RecallClient(Builder builder) {
        http = new ApiClient();
        http.updateBaseUri(builder.address.toString().replaceFirst("/$", ""));
        http.setHttpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
        http.setConnectTimeout(builder.timeout);
        http.setReadTimeout(builder.timeout);
        String key = builder.key;
        if (key != null) {
            http.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
        }
        retries = builder.retries;
        timeout = builder.timeout;
        recall = new RecallApi(http);
        catalogue = new CatalogueApi(http);
        users = new UsersApi(http);
        graph = new GraphApi(http);
        operations = new OperationsApi(http);
    }

    /** Returns a builder of a client for the service at an address, for example {@code http://127.0.0.1:8080}. */
    public static Builder at(URI address) {
        return new Builder(address);
    }

    /** Settings of a client. Not thread-safe. */
    public static final class Builder {

        private final URI address;
        private @Nullable String key;
        private Duration timeout = Duration.ofSeconds(10);
        private int retries = 3;

        private Builder(URI address) {
            this.address = address;
        }

        /** Sets the API key or token of all requests (default: none). */
        public Builder key(String value) {
            key = value;
            return this;
        }

        /** Sets the maximum time to connect, and until the head of a response arrives (default: 10 s). */
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /** Sets the maximum number of repetitions of a call (default: 3). */
        public Builder retries(int value) {
            if (value < 0) {
                throw new IllegalArgumentException("retries must not be negative, but is " + value);
            }
            retries = value;
            return this;
        }

        public RecallClient build() {
            return new RecallClient(this);
        }
    }

    /** An operation of the generated APIs. */
    @FunctionalInterface
    public interface Call<T> {
        T run() throws ApiException;
    }

    /** Recalls contents. */
    public RecallResult recall(RecallRequest request) {
        return call(() -> recall.recall(request));
    }

    /** Recalls contents for each request, in their order. */
    public List<RecallResult> recall(List<RecallRequest> requests) {
        return call(() -> recall.recallBatch(new RecallBatch().requests(requests))).getAnswers();
    }

    /** Returns contents that are similar to contents, a text, a picture or a vector. */
    public SimilarResult similar(SimilarRequest request) {
        return call(() -> recall.similar(request));
    }

    /** Returns why a recall returns a content to a user, or what removes it. */
    public Explanation explain(String user, String content) {
        return explain(new ExplainRequest().userId(user).contentId(content));
    }

    /** Returns why a recall returns a content, or what removes it, for any recall: of a visitor, of a scene, filtered. */
    public Explanation explain(ExplainRequest request) {
        return call(() -> recall.explain(request));
    }

    /** Posts events. They are stored when this method returns; the receipt lists the rejected ones. */
    public Receipt postEvents(List<Event> events) {
        return call(() -> users.postEvents(events, null));
    }

    /** Posts contents. The next recall can return them; the receipt lists the rejected ones. */
    public Receipt postContents(List<Content> contents) {
        return call(() -> catalogue.postContents(contents, null));
    }

    /** Posts items. The receipt lists the rejected ones. */
    public Receipt postItems(List<Item> items) {
        return call(() -> catalogue.postItems(items, null));
    }

    /** Posts users with their preferences. The receipt lists the rejected ones. */
    public Receipt postUsers(List<UserRecord> records) {
        return call(() -> users.postUsers(records, null));
    }

    /** Returns the facts about a content. */
    public ContentFacts content(String id) {
        return call(() -> catalogue.content(id));
    }

    /**
     * Changes some fields of a content. The others stay.
     *
     * @param patch JSON merge patch: null removes a field
     * @return sequence number for {@code minSeq} of a recall that must see the change
     */
    public long patchContent(String id, Map<String, ?> patch) {
        return call(() -> catalogue.patchContent(id, json(patch))).getSeq();
    }

    /** Changes some fields of an item, as {@link #patchContent}. */
    public long patchItem(String id, Map<String, ?> patch) {
        return call(() -> catalogue.patchItem(id, json(patch))).getSeq();
    }

    /** Changes some fields of a user's profile and preferences, as {@link #patchContent}. */
    public long patchUser(String id, Map<String, ?> patch) {
        return call(() -> users.patchUser(id, json(patch))).getSeq();
    }

    private static JsonNode json(Map<String, ?> patch) {
        return PATCHES.valueToTree(patch);
    }

    /** Withdraws a content. A later post of its record restores it. */
    public void deleteContent(String id) {
        call(() -> catalogue.deleteContent(id, null));
    }

    /** Withdraws a content, which may be unknown, and keeps it withdrawn until {@link #releaseContent}. */
    public void holdContent(String id) {
        call(() -> catalogue.deleteContent(id, true));
    }

    /** Lifts the hold of a content, if there is one. */
    public void releaseContent(String id) {
        call(() -> {
            catalogue.releaseContent(id);
            return id;
        });
    }

    /** Returns the record, the interests and the recent events of a user. */
    public User user(String id) {
        return call(() -> users.user(id));
    }

    /** Deletes a user with all events. Does nothing if the user is unknown. */
    public void deleteUser(String id) {
        call(() -> {
            users.deleteUser(id);
            return id;
        });
    }

    /** Recalls, similar contents and explanations. */
    public RecallApi recall() {
        return recall;
    }

    /** Contents and items. */
    public CatalogueApi catalogue() {
        return catalogue;
    }

    /** Users and their events. */
    public UsersApi users() {
        return users;
    }

    /** Exploration of the graph and of embedding spaces. */
    public GraphApi graph() {
        return graph;
    }

    /** Generations, reports, settings and health. */
    public OperationsApi operations() {
        return operations;
    }

    /** Runs an operation of the generated APIs, with repetitions. */
    public <T> T call(Call<T> operation) {
        for (int attempt = 0;; attempt++) {
            try {
                return operation.run();
            } catch (ApiException e) {
                Duration pause = pause(e, attempt);
                if (attempt >= retries || !isRepeated(e) || pause.compareTo(timeout) > 0) {
                    throw failure(e);
                }
                sleep(pause, e);
            }
        }
    }

    private RecallServiceException failure(ApiException e) {
        Problem problem = null;
        try {
            String body = e.getResponseBody();
            problem = body == null ? null : http.getObjectMapper().readValue(body, Problem.class);
        } catch (JsonProcessingException notTheService) {
            // A proxy in between replied.
        }
        String message = problem == null || problem.getDetail() == null
                ? String.valueOf(e.getMessage())
                : e.getCode() + " " + problem.getTitle() + ": " + problem.getDetail();
        return new RecallServiceException(e.getCode(), problem, message, e);
    }

    /** Returns true without a response, 429 and 503; false for a response that cannot be read. */
    private static boolean isRepeated(ApiException e) {
        boolean noResponse = e.getCode() == 0 && e.getCause() instanceof IOException
                && !(e.getCause() instanceof JsonProcessingException);
        return noResponse || REPEATED.contains(e.getCode());
    }

    private static Duration pause(ApiException e, int attempt) {
        String seconds = e.getResponseHeaders() == null
                ? ""
                : e.getResponseHeaders().firstValue("Retry-After").orElse("");
        return seconds.matches("\\d{1,9}")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 10));
    }

    private static void sleep(Duration pause, ApiException e) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RecallServiceException(0, null, "interrupted while waiting to repeat a call", e);
        }
    }
}
