package io.graphrecall.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.content.testing.Discs;
import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.evaluation.spaces.CrossModalScores;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.schema.Progress;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.imageio.ImageIO;

/** Similar contents of two films with a red disc, one from a data set and one posted over HTTP, among 60 pictures. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilmIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> GARMENTS = List.of("shirt", "dress", "coat");
    private static final String POSTED = """
            [{"content_id":"posted","title":"more red to wear","media":{"video":"posted.mp4"}},
             {"content_id":"broken","title":"red coat","media":{"video":"nowhere.mp4"}}]""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestGraph graph;
    private final GraphAddress address;

    @SuppressWarnings("NullAway.Init")
    private DataSetFolder data;

    @SuppressWarnings("NullAway.Init")
    private RecallHome home;

    @SuppressWarnings("NullAway.Init")
    private RecallServer server;

    FilmIT(GraphAddress address) {
        this.address = address;
        graph = new TestGraph(address);
    }

    @BeforeAll
    void loadBuildServeAndPost(@TempDir Path folder) throws IOException, InterruptedException {
        graph.empty();
        home = RecallHome.remote(folder.resolve("home"), address);
        data = DataSetFolder.open(data(folder.resolve("data")));
        home.loader().load(data, true, Progress.NONE);
        home.build(BuildOptions.DEFAULT.withoutFit().withTraining(TrainingOptions.DEFAULT.withEpochs(6)),
                Progress.NONE);
        Discs.film(Files.createDirectories(home.folder().resolve(ModuleContext.MEDIA)).resolve("posted.mp4"), true);
        server = home.serve(ServiceSettings.of(home.folder()).withPort(0).withCluster(
                new ClusterSettings("film-" + System.nanoTime(), "127.0.0.1", 5701, List.of(), 2)),
                Clock.systemUTC());
        HttpResponse<String> posted = send(HttpRequest.newBuilder(uri("/v1/contents"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(POSTED)).build());
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(202);
    }

    private static Path data(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            boolean red = i % 2 == 0;
            String colour = red ? "red" : "blue";
            Discs.picture(folder.resolve(i + ".png"), red, i);
            lines.add("{\"content_id\":\"%s%d\",\"title\":\"%s %s\",\"media\":{\"cover\":\"%d.png\"}}".formatted(
                    colour, i, colour, GARMENTS.get(i % 3), i));
        }
        Discs.film(folder.resolve("film.mp4"), true);
        lines.add("{\"content_id\":\"film\",\"title\":\"how to wear red\",\"media\":{\"video\":\"film.mp4\"}}");
        Files.write(folder.resolve("contents.jsonl"), lines);
        return folder;
    }

    @AfterAll
    void close() {
        client.close();
        server.close();
        home.close();
        graph.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "multimodal", "visual"})
    void eachFilmIsANearestContentOfTheOtherInEverySpace(String space) throws IOException, InterruptedException {
        assertThat(similar("film", space).subList(0, 3)).contains("posted");
        List<String> nearPosted = similar("posted", space);
        assertThat(nearPosted.subList(0, 3)).contains("film");
        assertThat(nearPosted).hasSize(10).filteredOn(id -> id.startsWith("blue")).hasSizeLessThan(2);
    }

    @Test
    void textsFindPicturesAndPicturesFindTexts() {
        GenerationStore store = RecallHome.generations(home.folder());
        try (Generation generation = store.open(store.current().orElseThrow())) {
            CrossModalScores found = CrossModalScores.of(data, generation, 1).orElseThrow();
            assertThat(found.contents()).isEqualTo(61);
            // At most one miss. The hit rate of chance is 0.85, which gives this with a probability of about 1 in 2,000.
            assertThat(Math.min(found.textToPicture(), found.pictureToText())).isGreaterThan(0.98);
        }
    }

    @Test
    void aContentWithAMissingFilmIsEncodedFromItsText() throws IOException, InterruptedException {
        assertThat(similar("broken", "multimodal")).hasSize(10).filteredOn(id -> id.startsWith("blue"))
                .hasSizeLessThan(2);
        assertThat(similar("broken", "visual")).isEmpty();
    }

    @Test
    void aPictureOfARequestFindsTheContentsThatLookLikeIt(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path picture = folder.resolve("red.png");
        Discs.picture(picture, true, 1000);
        String base64 = Base64.getEncoder().encodeToString(Files.readAllBytes(picture));

        assertThat(ids(post("{\"picture\":\"" + base64 + "\",\"size\":10}"))).hasSize(10)
                .filteredOn(id -> id.startsWith("blue")).isEmpty();
        assertThat(ids(post("{\"picture\":\"" + base64 + "\",\"space\":\"multimodal\",\"size\":10}"))).hasSize(10)
                .filteredOn(id -> id.startsWith("blue")).isEmpty();
        assertThat(post("{\"picture\":\"" + base64 + "\",\"space\":\"text\"}").body())
                .contains("pictures are compared in the space visual or multimodal");
        assertThat(post("{\"picture\":\"%%%\"}").body()).contains("/picture");
        HttpResponse<String> text = post("{\"picture\":\"bm8gcGljdHVyZQ==\"}");
        assertThat(text.statusCode()).isEqualTo(400);
        assertThat(text.body()).contains("no JPEG, PNG, GIF or BMP picture");
        ByteArrayOutputStream huge = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8000, 6000, BufferedImage.TYPE_BYTE_BINARY), "png", huge);
        assertThat(post("{\"picture\":\"" + Base64.getEncoder().encodeToString(huge.toByteArray()) + "\"}").body())
                .contains("of up to 40 megapixels");
        ByteArrayOutputStream tiff = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "tiff", tiff);
        assertThat(
                post("{\"picture\":\"" + Base64.getEncoder().encodeToString(tiff.toByteArray()) + "\"}").statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> post(String similar) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/v1/similar"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(similar)).build());
    }

    private List<String> similar(String content, String space) throws IOException, InterruptedException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(
                uri("/v1/contents/" + content + "/similar?space=" + space + "&size=10")).build());
        return ids(response);
    }

    private static List<String> ids(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(response.body()).get("contents")) {
            ids.add(entry.get("content_id").textValue());
        }
        return ids;
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
