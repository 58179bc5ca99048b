/**
 * Reads ONNX files: the messages of the ONNX intermediate representation (onnx.proto), the modules that the node names
 * tell of, and where in the program they are called. Weights are found, not read.
 */
package org.lamina.formats.onnx;
