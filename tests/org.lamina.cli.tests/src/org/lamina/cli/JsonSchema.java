package org.lamina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** As much of JSON Schema as the documented schemas use: type, properties, required, items, enum, $ref, anyOf. */
final class JsonSchema {

    private final JsonNode root;
    private final List<String> problems = new ArrayList<>();

    private JsonSchema(JsonNode root) {
        this.root = root;
    }

    /** What in a document is not as the schema in this file says; undocumented fields are problems too. */
    static List<String> problems(Path schema, JsonNode document) throws IOException {
        JsonSchema checked = new JsonSchema(new ObjectMapper().readTree(schema.toFile()));
        checked.check(checked.root, document, "$");
        return checked.problems;
    }

    private void check(JsonNode schema, JsonNode node, String path) {
        if (schema.has("$ref")) {
            check(root.at(schema.get("$ref").asText().substring(1)), node, path);
            return;
        }
        if (schema.has("anyOf")) {
            checkAny(schema.get("anyOf"), node, path);
            return;
        }
        if (schema.has("type") && !hasType(node, schema.get("type").asText())) {
            problems.add(path + ": expected " + schema.get("type").asText() + ", found " + node);
        }
        if (schema.has("enum") && !contains(schema.get("enum"), node)) {
            problems.add(path + ": " + node + " is not one of " + schema.get("enum"));
        }
        if (schema.has("items")) {
            for (int i = 0; i < node.size(); i++) {
                check(schema.get("items"), node.get(i), path + "[" + i + "]");
            }
        }
        if (schema.has("properties")) {
            checkProperties(schema, node, path);
        }
    }

    private void checkProperties(JsonNode schema, JsonNode node, String path) {
        for (JsonNode name : schema.path("required")) {
            if (!node.has(name.asText())) {
                problems.add(path + ": " + name.asText() + " is missing");
            }
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode documented = schema.get("properties").get(field.getKey());
            if (documented == null) {
                problems.add(path + ": " + field.getKey() + " is not documented");
            } else {
                check(documented, field.getValue(), path + "." + field.getKey());
            }
        }
    }

    private void checkAny(JsonNode alternatives, JsonNode node, String path) {
        List<String> all = new ArrayList<>(List.of(path + ": none of the alternatives fits"));
        for (JsonNode alternative : alternatives) {
            JsonSchema attempt = new JsonSchema(root);
            attempt.check(alternative, node, path);
            if (attempt.problems.isEmpty()) {
                return;
            }
            all.addAll(attempt.problems);
        }
        problems.addAll(all);
    }

    private static boolean contains(JsonNode values, JsonNode node) {
        for (JsonNode value : values) {
            if (value.equals(node)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasType(JsonNode node, String type) {
        return switch (type) {
            case "object" -> node.isObject();
            case "array" -> node.isArray();
            case "string" -> node.isTextual();
            case "integer" -> node.isIntegralNumber();
            case "number" -> node.isNumber();
            case "boolean" -> node.isBoolean();
            case "null" -> node.isNull();
            default -> throw new IllegalArgumentException(type);
        };
    }
}
