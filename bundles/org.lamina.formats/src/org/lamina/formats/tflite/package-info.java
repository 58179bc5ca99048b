/**
 * Reads TensorFlow Lite models ({@code schema.fbs} of TensorFlow Lite, file identifier {@code TFL3}) through a small
 * reader of FlatBuffers that checks every offset and length against the file. The contents of tensors are read when
 * they are asked for.
 */
package org.lamina.formats.tflite;
