package org.lamina.formats.onnx;

import java.util.Map;

/**
 * What a file holds (ModelProto).
 *
 * @param producer the program that wrote it and its version
 * @param operatorSets the versions of the operator sets by domain; ONNX's own is empty
 * @param graph the graph
 * @param metadata the metadata of the model
 */
record OnnxFile(String producer, Map<String, Long> operatorSets, OnnxGraph graph, Map<String, String> metadata) {
}
