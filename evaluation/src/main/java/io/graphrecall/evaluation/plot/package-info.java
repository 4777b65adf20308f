/**
 * Plots as SVG that stands in a page: no scripts, colours and fonts from the page's style sheet, so that they follow its
 * light and dark. A series has the class {@code s0} to {@code s7}, which the style sheet gives the variable
 * {@code --series}.
 *
 * <ul>
 * <li>{@link io.graphrecall.evaluation.plot.LinePlot}: figures over sizes or groups
 * <li>{@link io.graphrecall.evaluation.plot.ScatterPlot}: one figure against another
 * <li>{@link io.graphrecall.evaluation.plot.IntervalPlot}: figures with their intervals, one below the other
 * <li>{@link io.graphrecall.evaluation.plot.HeatMap}: a matrix of shares
 * <li>{@link io.graphrecall.evaluation.plot.MapPlot}: spots on a plane
 * </ul>
 */
@NullMarked
package io.graphrecall.evaluation.plot;

import org.jspecify.annotations.NullMarked;
