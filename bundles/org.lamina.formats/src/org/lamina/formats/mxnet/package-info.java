/** Reads what MXNet saves: lists of arrays ({@code .params}) and the symbol that tells the architecture. */
package org.lamina.formats.mxnet;
