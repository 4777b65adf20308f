/**
 * Plots as inline SVG without scripts. Colours and fonts come from the style sheet of the page, so that plots follow its
 * light and dark theme. A series has a class from {@code s0} to {@code s7}; the style sheet sets its {@code --series}
 * variable.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.plot.LinePlot}: values over list sizes or groups
 * <li>{@link io.graphrecall.evaluation.plot.ScatterPlot}: pairs of values
 * <li>{@link io.graphrecall.evaluation.plot.IntervalPlot}: values with confidence intervals, one row per series
 * <li>{@link io.graphrecall.evaluation.plot.HeatMap}: a matrix of shares
 * <li>{@link io.graphrecall.evaluation.plot.MapPlot}: points and clusters on a plane
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.plot;

import org.jspecify.annotations.NullMarked;
