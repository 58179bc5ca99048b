package org.lamina.formats.onnx;

import java.util.List;
import java.util.Map;

/**
 * What a file holds (ModelProto).
 *
 * @param producer the program that wrote it and its version
 * @param operatorSets the versions of the operator sets by domain; ONNX's own is empty
 * @param graph the graph
 * @param functions the operators that the file itself defines
 * @param metadata the metadata of the model, beginning with the version of its format
 * @param trainingGraphs how many graphs for training it holds beside its graph
 */
record OnnxFile(String producer, Map<String, Long> operatorSets, OnnxGraph graph, List<OnnxFunction> functions,
        Map<String, Object> metadata, int trainingGraphs) {
}
