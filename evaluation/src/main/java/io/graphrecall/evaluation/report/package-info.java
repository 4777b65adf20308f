/**
 * What an evaluation tells: {@code report.json} for programs and {@code report.html} for people.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.report.ListScores}: counts lists as they are written
 * <li>{@link io.graphrecall.evaluation.report.EvaluationReport}: the figures
 * <li>{@link io.graphrecall.evaluation.report.ReportFiles}: writes both files; {@code HtmlReport} makes the page
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.report;

import org.jspecify.annotations.NullMarked;
