package org.lamina.figure.chart;

/**
 * What is written around a chart; empty for nothing.
 *
 * @param title what is shown
 * @param x the quantity along the horizontal axis
 * @param y the quantity along the vertical axis
 */
public record ChartLabels(String title, String x, String y) {
}
