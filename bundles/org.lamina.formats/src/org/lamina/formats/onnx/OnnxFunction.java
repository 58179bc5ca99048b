package org.lamina.formats.onnx;

import java.util.List;
import java.util.Map;

/**
 * An operator that the file defines by a graph of others (FunctionProto).
 *
 * @param name its name
 * @param domain its domain
 * @param overload tells functions of one name apart; mostly empty
 * @param inputs names of its inputs
 * @param outputs names of its outputs
 * @param defaults attributes with their default values
 * @param body its nodes, and what the file says of the values between them
 */
record OnnxFunction(String name, String domain, String overload, List<String> inputs, List<String> outputs,
        Map<String, Object> defaults, OnnxGraph body) {
}
