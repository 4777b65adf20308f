/**
 * Backups of a home folder with a local Neo4j.
 *
 * <ul>
 * <li>{@link io.graphrecall.home.backup.HomeBackup}: copies a home to a new folder
 * <li>{@link io.graphrecall.home.backup.HomeRestore}: puts a backup in the place of a home's files
 * <li>{@link io.graphrecall.home.backup.BackupManifest}: time, graph position and files of a backup, with checksums
 * </ul>
 */
@NullMarked
package io.graphrecall.home.backup;

import org.jspecify.annotations.NullMarked;
