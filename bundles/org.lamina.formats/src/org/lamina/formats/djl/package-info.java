/**
 * Reads the parameters that DJL saves ({@code Model.save}): blocks in the order in which they are in the model, each
 * with its input shapes and parameters.
 */
package org.lamina.formats.djl;
