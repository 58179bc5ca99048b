/** Tests of the way from a layer to its line. */
package org.lamina.source.layers;
