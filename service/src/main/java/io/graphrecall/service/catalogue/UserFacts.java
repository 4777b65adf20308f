package io.graphrecall.service.catalogue;

import java.util.List;
import java.util.Map;

/**
 * The record of a user.
 *
 * @param profile attributes; empty if there are none
 * @param follows ids of users, in ascending order
 * @param blocks  ids of users, in ascending order
 * @param mutes   tags, in ascending order
 */
public record UserFacts(
        Map<String, Object> profile, List<String> follows, List<String> blocks, List<String> mutes) {}
