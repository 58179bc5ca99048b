/**
 * Finds the place in a program where a layer of a model is made, from what the checkpoint recorded, or else from names
 * and types.
 */
package org.lamina.source.layers;
