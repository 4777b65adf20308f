/**
 * Erasure of a user from what a service keeps outside the graph.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.erasure.HomeErasure}: erases users from the files of each member's home
 * <li>{@link io.graphrecall.service.erasure.HomeFiles}: text files of a home, searched and cleaned
 * <li>{@link io.graphrecall.service.erasure.UserMention}: exact search for a user id in a line of text
 * </ul>
 */
@NullMarked
package io.graphrecall.service.erasure;

import org.jspecify.annotations.NullMarked;
