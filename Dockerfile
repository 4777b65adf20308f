# A member of the service, without a Neo4j of its own: docker-compose.yml starts one beside it.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -T2 -q -B -ntp -pl cli -am package -Dmaven.test.skip -Dspotless.check.skip -Denforcer.skip

FROM eclipse-temurin:25-jre
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --home-dir /var/lib/graph-recall graph-recall
COPY --from=build /src/cli/target/lib /opt/graph-recall/lib
COPY --from=build /src/cli/target/recall.jar /opt/graph-recall/recall.jar
USER 10001
WORKDIR /var/lib/graph-recall
VOLUME /var/lib/graph-recall
EXPOSE 8080 5701
# JDK_JAVA_OPTIONS adds options, for instance -Xmx2g. A SIGTERM is a clean shutdown.
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "--add-modules", "java.se", "--add-exports", "java.base/jdk.internal.ref=ALL-UNNAMED", "--add-opens", "java.base/java.lang=ALL-UNNAMED", "--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens", "java.management/sun.management=ALL-UNNAMED", "--add-opens", "jdk.management/com.sun.management.internal=ALL-UNNAMED", "-XX:+UseParallelGC", "--add-modules", "jdk.incubator.vector", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/graph-recall/recall.jar", "--home", "/var/lib/graph-recall"]
CMD ["serve"]
