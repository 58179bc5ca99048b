/**
 * What a program says about its networks and their training, in one model for all frameworks and languages: layers
 * with configuration and data flow, the training set-up, the data. It is read from the text alone; nothing is run. What
 * can't be known is left out, so that nobody draws conclusions from a guess.
 */
package org.lamina.source.program;
