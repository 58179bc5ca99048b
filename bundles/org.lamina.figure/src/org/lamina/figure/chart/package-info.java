/**
 * Charts as scenes: what the widgets show and the exporters write.
 */
package org.lamina.figure.chart;
