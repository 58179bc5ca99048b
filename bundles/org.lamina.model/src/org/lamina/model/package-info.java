/**
 * The words of the field as immutable records: models, layers, tensors, checkpoints, units of analysis and findings.
 * Everything else in Lamina speaks in these types. Nothing here reads a file, draws or knows Eclipse.
 */
package org.lamina.model;
