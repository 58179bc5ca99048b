package org.lamina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * As much of JSON Schema as the documented schemas and that of SARIF use: type, properties, additionalProperties,
 * required, items, minItems, uniqueItems, enum, minimum, maximum, pattern, $ref, anyOf, oneOf.
 */
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
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (schema.has(keyword)) {
                checkAny(schema.get(keyword), node, path);
            }
        }
        if (schema.has("type") && !hasType(node, schema.get("type").asText())) {
            problems.add(path + ": expected " + schema.get("type").asText() + ", found " + node);
        }
        if (schema.has("enum") && !contains(schema.get("enum"), node)) {
            problems.add(path + ": " + node + " is not one of " + schema.get("enum"));
        }
        if (node.isArray()) {
            checkItems(schema, node, path);
        }
        if (node.isNumber() && (node.asDouble() < schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
                || node.asDouble() > schema.path("maximum").asDouble(Double.POSITIVE_INFINITY))) {
            problems.add(path + ": " + node + " is out of range");
        }
        if (schema.has("pattern") && !Pattern.compile(schema.get("pattern").asText()).matcher(node.asText()).find()) {
            problems.add(path + ": " + node + " does not match " + schema.get("pattern"));
        }
        for (JsonNode name : schema.path("required")) {
            if (!node.has(name.asText())) {
                problems.add(path + ": " + name.asText() + " is missing");
            }
        }
        if (schema.has("properties") || schema.has("additionalProperties")) {
            checkProperties(schema, node, path);
        }
    }

    private void checkItems(JsonNode schema, JsonNode node, String path) {
        if (node.size() < schema.path("minItems").asInt()) {
            problems.add(path + ": too few items");
        }
        Set<JsonNode> distinct = new HashSet<>();
        for (int i = 0; i < node.size(); i++) {
            if (!distinct.add(node.get(i)) && schema.path("uniqueItems").asBoolean()) {
                problems.add(path + "[" + i + "]: is there twice");
            }
            if (schema.has("items")) {
                check(schema.get("items"), node.get(i), path + "[" + i + "]");
            }
        }
    }

    /** Fields that the schema does not name are problems unless it allows more. */
    private void checkProperties(JsonNode schema, JsonNode node, String path) {
        JsonNode others = schema.path("additionalProperties");
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode documented = schema.path("properties").get(field.getKey());
            if (documented != null) {
                check(documented, field.getValue(), path + "." + field.getKey());
            } else if (others.isObject()) {
                check(others, field.getValue(), path + "." + field.getKey());
            } else if (!others.asBoolean()) {
                problems.add(path + ": " + field.getKey() + " is not documented");
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
