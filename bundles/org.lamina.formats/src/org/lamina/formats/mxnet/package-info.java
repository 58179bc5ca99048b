/** Reads the lists of arrays that MXNet saves ({@code mx.nd.save}, {@code .params}). */
package org.lamina.formats.mxnet;
