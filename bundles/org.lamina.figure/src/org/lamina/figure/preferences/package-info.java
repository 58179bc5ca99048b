/**
 * The file beside a model that says how its figure looks, so that the figure can be made again from the command line.
 */
package org.lamina.figure.preferences;
