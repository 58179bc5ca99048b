package org.lamina.formats.torchexport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the values that a graph takes and gives stand for.
 *
 * @param inputs the names of the inputs of the model, in order
 * @param parameters the names of trainable parameters by the names of values
 * @param buffers the names of buffers and constants by the names of values
 * @param outputs the names of the values that the model gives
 */
record ExportSignature(List<String> inputs, Map<String, String> parameters, Map<String, String> buffers,
        List<String> outputs) {

    static ExportSignature of(JsonNode graphModule) {
        ExportSignature signature = new ExportSignature(new ArrayList<>(), new LinkedHashMap<>(),
                new LinkedHashMap<>(), new ArrayList<>());
        JsonNode json = graphModule.path("signature");
        json.path("input_specs").forEach(signature::input);
        json.path("output_specs").forEach(spec -> signature.outputs
                .addAll(ExportNode.names(spec.path("user_output").path("arg"))));
        json.path("inputs_to_parameters").properties()
                .forEach(entry -> signature.parameters.put(entry.getKey(), entry.getValue().asText()));
        json.path("inputs_to_buffers").properties()
                .forEach(entry -> signature.buffers.put(entry.getKey(), entry.getValue().asText()));
        json.path("user_inputs").forEach(name -> signature.inputs.add(name.asText()));
        json.path("user_outputs").forEach(name -> signature.outputs.add(name.asText()));
        return signature;
    }

    private void input(JsonNode spec) {
        if (spec.path("user_input").isObject()) {
            inputs.addAll(ExportNode.names(spec.path("user_input").path("arg")));
        } else if (spec.path("parameter").isObject()) {
            add(parameters, spec.path("parameter"), "parameter_name");
        } else if (spec.path("buffer").isObject()) {
            add(buffers, spec.path("buffer"), "buffer_name");
        } else if (spec.path("tensor_constant").isObject()) {
            add(buffers, spec.path("tensor_constant"), "tensor_constant_name");
        }
    }

    private static void add(Map<String, String> names, JsonNode spec, String field) {
        names.put(spec.path("arg").path("name").asText(), spec.path(field).asText());
    }
}
