package org.lamina.formats.keras;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The hyper-parameters of Keras 1, spelt as Keras 2 spells them. */
final class FirstKeras {

    private static final Map<String, String> RENAMED = Map.ofEntries(Map.entry("nb_filter", "filters"),
            Map.entry("subsample", "strides"), Map.entry("subsample_length", "strides"),
            Map.entry("filter_length", "kernel_size"), Map.entry("border_mode", "padding"),
            Map.entry("bias", "use_bias"), Map.entry("p", "rate"), Map.entry("pool_length", "pool_size"),
            Map.entry("stride", "strides"), Map.entry("inner_activation", "recurrent_activation"),
            Map.entry("atrous_rate", "dilation_rate"), Map.entry("dropout_W", "dropout"),
            Map.entry("dropout_U", "recurrent_dropout"), Map.entry("length", "size"));
    private static final List<List<String>> KERNELS = List.of(List.of("nb_row", "nb_col"),
            List.of("kernel_dim1", "kernel_dim2", "kernel_dim3"));

    private FirstKeras() {
    }

    /** The configuration in the words of Keras 2; the same one if it is in them already. */
    static JsonNode modernised(String className, JsonNode config) {
        ObjectNode modern = config.deepCopy();
        RENAMED.forEach((before, after) -> {
            if (modern.has(before) && !modern.has(after)) {
                modern.set(after, modern.remove(before));
            }
        });
        for (List<String> kernel : KERNELS) {
            if (kernel.stream().allMatch(modern::has)) {
                ArrayNode sizes = modern.putArray("kernel_size");
                kernel.forEach(name -> sizes.add(modern.remove(name)));
            }
        }
        if (modern.has("output_dim") && !className.equals("Embedding") && !modern.has("units")) {
            modern.set("units", modern.remove("output_dim"));
        }
        if (modern.has("dim_ordering") && !modern.has("data_format")) {
            String ordering = modern.remove("dim_ordering").asText();
            modern.put("data_format", ordering.equals("th") ? "channels_first" : "channels_last");
        }
        return modern;
    }
}
