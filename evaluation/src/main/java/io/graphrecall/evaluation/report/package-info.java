/**
 * Evaluation reports: {@code report.json} for programs and {@code report.html} for people.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.report.ListScores}: collects the scores of the lists of each test request
 * <li>{@link io.graphrecall.evaluation.report.EvaluationReport}: figures of an evaluation
 * <li>{@link io.graphrecall.evaluation.report.ReportFiles}: writes both files; a page is a view of the web console
 * with its data inside
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.report;

import org.jspecify.annotations.NullMarked;
