package org.lamina.formats.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What {@code model.compile} was given, as a file tells it: loss, metrics, and the optimizer with its hyper-parameters.
 */
final class TrainingConfig {

    private static final int MAX_ENTRIES = 256;
    private static final int MAX_DEPTH = 8;

    private final Map<String, Object> values = new LinkedHashMap<>();

    private TrainingConfig() {
    }

    /**
     * The settings by dotted names: {@code loss}, {@code optimizer}, {@code optimizer.learning_rate}.
     *
     * @param json the training configuration of Keras 1 and 2, or the compile configuration of Keras 3
     */
    static Map<String, Object> of(JsonNode json) {
        TrainingConfig config = new TrainingConfig();
        config.add("loss", json.path("loss"), 0);
        config.add("metrics", json.path("metrics"), 0);
        config.add("optimizer", json.path(json.has("optimizer_config") ? "optimizer_config" : "optimizer"), 0);
        return config.values;
    }

    private void add(String name, JsonNode value, int depth) {
        if (values.size() >= MAX_ENTRIES || depth > MAX_DEPTH) {
            return;
        } else if (value.isTextual()) {
            values.put(name, value.asText());
        } else if (value.isBoolean()) {
            values.put(name, value.asBoolean());
        } else if (value.isIntegralNumber()) {
            values.put(name, value.asLong());
        } else if (value.isNumber()) {
            values.put(name, value.asDouble());
        } else if (value.isArray()) {
            List<Object> texts = new ArrayList<>();
            value.forEach(element -> texts.add(element.isTextual() ? element.asText() : element.toString()));
            if (!texts.isEmpty() && texts.size() <= MAX_ENTRIES) {
                values.put(name, texts);
            }
        } else if (value.path("class_name").isTextual()) {
            values.put(name, value.path("class_name").asText());
            value.path("config").properties().forEach(field -> add(name + "." + field.getKey(), field.getValue(),
                    depth + 1));
        } else {
            value.properties().forEach(field -> add(name + "." + field.getKey(), field.getValue(), depth + 1));
        }
    }
}
