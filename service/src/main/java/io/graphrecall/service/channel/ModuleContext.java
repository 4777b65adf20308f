package io.graphrecall.service.channel;

import io.graphrecall.content.text.Terms;
import io.graphrecall.service.settings.SettingsValues;

import java.nio.file.Path;
import java.util.function.Function;

/**
 * The parts of a service that modules share.
 *
 * @param settings     values of all sections
 * @param cacheFolder  the folder for data that can be computed again, such as text embeddings; builds use the same
 * @param mediaFolder  the folder for media of contents that were posted without a folder
 * @param terms        splits texts into terms
 * @param boards       pool of score boards
 * @param memberCaches returns the cache with a name, in memory shared by all members of the cluster
 */
public record ModuleContext(
        SettingsValues settings,
        Path cacheFolder,
        Path mediaFolder,
        Terms terms,
        ScoreBoards boards,
        Function<String, MemberCache> memberCaches) {}
