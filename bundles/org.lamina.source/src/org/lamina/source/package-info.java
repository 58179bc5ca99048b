/**
 * Finds the place in a program where a layer of a model is made, from what the checkpoint recorded, or else from names
 * and types. Programs are found through a {@link org.lamina.source.SourceTree}: the workspace in the IDE, the file
 * system on the command line.
 */
package org.lamina.source;
