package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.client.RecallClient;
import io.graphrecall.client.RecallServiceException;
import io.graphrecall.client.model.Clause;
import io.graphrecall.client.model.Content;
import io.graphrecall.client.model.ContentChannel;
import io.graphrecall.client.model.ContentPage;
import io.graphrecall.client.model.Detail;
import io.graphrecall.client.model.Event;
import io.graphrecall.client.model.ExplainRequest;
import io.graphrecall.client.model.Filter;
import io.graphrecall.client.model.Item;
import io.graphrecall.client.model.ListedContent;
import io.graphrecall.client.model.ListedItem;
import io.graphrecall.client.model.ListedUser;
import io.graphrecall.client.model.RecallRequest;
import io.graphrecall.client.model.RecallResult;
import io.graphrecall.client.model.RecalledContent;
import io.graphrecall.client.model.Receipt;
import io.graphrecall.client.model.RecentEvent;
import io.graphrecall.client.model.RequestedChannel;
import io.graphrecall.client.model.RunCypher;
import io.graphrecall.client.model.SimilarContent;
import io.graphrecall.client.model.SimilarRequest;
import io.graphrecall.client.model.UserRecord;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The client that is generated from the contract, against a running service: the usual tasks of a platform. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientIT {

    private static final String NOW = Instant.ofEpochMilli(SmallWorld.NOW - 1000).toString();

    private TestService service;
    private RecallClient client;

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) {
        new SmallWorld().vector("own", "a", 1, 0).vector("own", "x", .8f, .6f).vector("own", "p", 0, 1)
                .next("a", "x", 1).popular("p", 2).tags("a", "gel").tags("x", "gel").category("a", "Nails")
                .title("x", "Gel again").publish(TestService.store(home), 0);
        service = TestService.start(address, home);
        client = RecallClient.at(service.uri("")).build();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aRecallSeesTheEventsThatWerePostedBefore() {
        Receipt receipt = client.postEvents(List.of(
                new Event().userId("ann").action("click").contentId("a").timestamp(NOW).dwellMs(9000L),
                new Event().userId("ann").action("search").query("gel").timestamp(NOW)));
        RecallResult result = client.recall(new RecallRequest().userId("ann").minSeq(receipt.getSeq()).size(5)
                .detail(Detail.REASONS).include(List.of("title")));

        assertThat(receipt.getRejected()).isEmpty();
        assertThat(result.getContents()).extracting(RecalledContent::getContentId).contains("x", "p")
                .doesNotContain("a");
        RecalledContent x = result.getContents().stream().filter(c -> c.getContentId().equals("x")).findAny()
                .orElseThrow();
        assertThat(x.getTitle()).isEqualTo("Gel again");
        assertThat(x.getChannels()).extracting(ContentChannel::getId).contains("i2i");
        assertThat(x.getPaths()).isNotNull();
        assertThat(client.user("ann").getRecent()).extracting(RecentEvent::getAction).contains("click", "search");
        assertThat(client.explain("ann", "x").getRecalled()).isTrue();
        assertThat(client.explain("ann", "a").getChannels()).isNotEmpty();
        assertThat(client.explain(new ExplainRequest().contentId("x").positive(List.of("a"))).getRecalled()).isTrue();
        client.deleteUser("ann");
        assertThatThrownBy(() -> client.user("ann")).isInstanceOf(RecallServiceException.class);
    }

    @Test
    void contentsArePostedFilteredListedAndWithdrawn() {
        Receipt receipt = client.postContents(List.of(
                new Content().contentId("new").title("Fresh").tags(List.of("gel", "matte")).category(List.of("Nails"))
                        .attributes(Map.of("colour", List.of("red"))).publishedAt("2026-05-31T00:00:00Z"),
                new Content().contentId("bad").tags(List.of(" "))));
        assertThat(receipt.getAccepted()).isEqualTo(1);
        assertThat(receipt.getRejected().getFirst().getReason()).contains("/tags/0 is blank");

        Filter filter = new Filter().must(List.of(new Clause().field("tag").all(List.of("gel", "matte")),
                new Clause().field("published_at").gte("2026-01-01")));
        List<RecallResult> results = client.recall(List.of(
                new RecallRequest().userId("bob").filter(filter).minSeq(receipt.getSeq()),
                new RecallRequest().userId("bob").channels(List.of(new RequestedChannel().id("popular").quota(1)))));
        assertThat(results.getFirst().getContents()).extracting(RecalledContent::getContentId).containsExactly("new");
        assertThat(results.getLast().getContents()).extracting(RecalledContent::getContentId).containsExactly("p");

        ContentPage page = client.call(() -> client.catalogue().contents("latest", null, 10, null, "tags", null, null));
        assertThat(page.getContents()).extracting(ListedContent::getContentId).contains("new");
        assertThat(client.content("new").getTags()).extracting(tag -> tag.getTag()).contains("matte");
        client.patchContent("new", Collections.singletonMap("published_at", null));
        assertThat(client.content("new").getPublishedAt()).isNull();
        assertThat(client.content("new").getTitle()).isEqualTo("Fresh");
        client.deleteContent("new");
        assertThat(client.recall(new RecallRequest().userId("bob")).getContents())
                .extracting(RecalledContent::getContentId).doesNotContain("new");
        client.holdContent("new");
        assertThatThrownBy(() -> client.postContents(List.of(new Content().contentId("new"))))
                .isInstanceOf(RecallServiceException.class);
        client.releaseContent("new");
    }

    @Test
    void similarContentsItemsUsersAndTheGraph() {
        assertThat(client.similar(new SimilarRequest().contentId("a").space("own").size(1)).getContents())
                .extracting(SimilarContent::getContentId).containsExactly("x");
        assertThat(client.similar(new SimilarRequest().vector(List.of(0d, 1d)).space("own").size(1)).getContents())
                .extracting(SimilarContent::getContentId).containsExactly("p");
        assertThat(client.postItems(List.of(new Item().itemId("i").tags(List.of("gel")))).getAccepted()).isEqualTo(1);
        assertThat(client.postUsers(List.of(new UserRecord().userId("cleo").follows(List.of("ed")))).getAccepted())
                .isEqualTo(1);
        assertThat(client.call(() -> client.graph().runCypher(new RunCypher().statement(
                "MATCH (:User {user_id: 'cleo'})-[:FOLLOWS]->(u) RETURN u.user_id AS author"))).getRows())
                .containsExactly(List.of("ed"));
        assertThat(client.call(() -> client.users().users("cl", 10, null)).getUsers())
                .extracting(ListedUser::getUserId).containsExactly("cleo");
        assertThat(client.user("cleo").getFollows()).containsExactly("ed");
        assertThat(client.call(() -> client.catalogue().items(null, 10, null)).getItems())
                .extracting(ListedItem::getItemId).contains("i");
        assertThat(client.call(() -> client.catalogue().item("i")).getTags().getFirst().getTag()).isEqualTo("gel");
        assertThat(client.call(() -> client.operations().generations()).getGenerations()).hasSize(1);
    }

    @Test
    void anInvalidRequestNamesItsField() {
        assertThatThrownBy(() -> client.recall(new RecallRequest().userId("ann").size(5000)))
                .isInstanceOfSatisfying(RecallServiceException.class, e -> {
                    assertThat(e.status()).isEqualTo(400);
                    assertThat(e.problem().getErrors().getFirst().getPointer()).isEqualTo("/size");
                });
    }
}
