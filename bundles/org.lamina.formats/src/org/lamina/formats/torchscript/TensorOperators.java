package org.lamina.formats.torchscript;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.shapes.ShapeRules;
import org.lamina.formats.torchscript.Value.Constant;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.model.LayerKind;
import org.lamina.model.Shape;

/** What PyTorch's tensor operators are as layers: the table in {@code operators.txt}, and what a table can't say. */
final class TensorOperators {

    /**
     * A row of the table.
     *
     * @param type the layer type, or {@code =} or {@code const}
     * @param arguments the arguments in order
     */
    private record Row(String type, List<String> arguments) {
    }

    /**
     * A call of an operator as a layer.
     *
     * @param type the type in the common vocabulary; empty if the operator is not in the table
     * @param config hyper-parameters by PyTorch's names
     * @param inputs the tensors that flow in, weights not included
     * @param weights the other tensors
     */
    record Described(String type, Map<String, Object> config, List<Tensor> inputs, List<Tensor> weights) {
    }

    private final Map<String, Row> rows = new HashMap<>();

    TensorOperators() {
        try (InputStream in = TensorOperators.class.getResourceAsStream("operators.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" "))
                    .forEach(words -> rows.put(words[0], new Row(words[1], List.of(words).subList(2, words.length))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operator's name without what marks it as internal or in-place: {@code add_} is {@code add}. */
    static String plainName(String operator) {
        return operator.endsWith("_") && !operator.endsWith("__") ? operator.substring(0, operator.length() - 1)
                : operator;
    }

    /** The operator's name with its namespace: {@code aten::add}. */
    static String qualifiedName(String operator) {
        return operator.contains("::") ? operator : "aten::" + operator;
    }

    /** The name that a layer gets that this operator is: {@code add}. */
    static String layerName(String operator) {
        return plainName(operator.substring(operator.indexOf("::") < 0 ? 0 : operator.indexOf("::") + 2))
                .replaceFirst("^_+", "");
    }

    private Row row(String operator) {
        return rows.get(plainName(operator));
    }

    /** Whether the operator hands its first input on unchanged. */
    boolean isTransparent(String operator) {
        return row(operator) != null && row(operator).type().equals("=");
    }

    /** Whether the operator makes a constant. */
    boolean isConstant(String operator) {
        return row(operator) != null && row(operator).type().equals("const");
    }

    /** The layer type of an operator or function by its name alone; empty if it is not in the table. */
    String type(String operator) {
        Row row = rows.containsKey(operator) ? rows.get(operator) : row(operator.replaceFirst("^_+", ""));
        return row == null || row.type().equals("=") || row.type().equals("const") ? "" : row.type();
    }

    /** Describes a call. */
    Described describe(String operator, List<Value> positional, Map<String, Value> keywords) {
        Row row = row(operator);
        Map<String, Object> config = new LinkedHashMap<>();
        List<Tensor> inputs = new ArrayList<>();
        List<Tensor> weights = new ArrayList<>();
        Map<String, Tensor> byRole = new HashMap<>();
        List<String> roles = row == null ? List.of() : row.arguments();
        for (int i = 0; i < positional.size(); i++) {
            take(i < roles.size() ? roles.get(i) : "-", positional.get(i), config, inputs, weights, byRole);
        }
        keywords.forEach((name, value) -> take(roles.contains(name + "!") ? name + "!" : name, value, config, inputs,
                weights, byRole));
        String type = row == null ? "" : row.type();
        if (LayerKind.of(type) == LayerKind.RECURRENT) {
            measureStates(config, weights);
        }
        return new Described(refine(type, operator, config, inputs, byRole), config, inputs, weights);
    }

    /** The matrix for the inputs comes first, then the one for the states, which are what the layer gives. */
    private static void measureStates(Map<String, Object> config, List<Tensor> weights) {
        if (weights.size() > 1 && weights.get(0).knownShape() != null && weights.get(0).knownShape().rank() == 2
                && weights.get(1).knownShape() != null && weights.get(1).knownShape().rank() == 2) {
            config.put("input_size", weights.get(0).knownShape().dimension(1));
            config.put("hidden_size", weights.get(1).knownShape().dimension(1));
        }
    }

    private static void take(String role, Value value, Map<String, Object> config, List<Tensor> inputs,
            List<Tensor> weights, Map<String, Tensor> byRole) {
        List<Tensor> tensors = Value.tensors(value);
        if (!tensors.isEmpty()) {
            (role.endsWith("!") ? weights : inputs).addAll(tensors);
            byRole.put(role.replace("!", ""), tensors.get(0));
        } else if (!role.equals("-") && !role.endsWith("!")) {
            Object constant = constant(value, 0);
            if (constant != null) {
                config.put(role, constant);
            }
        }
    }

    /** A hyper-parameter's value; in lists None counts as -1, and what only a run could tell as the unknown size. */
    private static Object constant(Value value, int depth) {
        if (value instanceof Constant constant) {
            return constant.value() == null && depth > 0 ? Long.valueOf(-1) : constant.value();
        }
        if (value instanceof Items items && depth < 4) {
            List<Object> elements = new ArrayList<>();
            for (Value element : items.elements()) {
                elements.add(constant(element, depth + 1));
            }
            return elements;
        }
        return ShapeRules.UNKNOWN_SIZE;
    }

    private static String refine(String type, String operator, Map<String, Object> config, List<Tensor> inputs,
            Map<String, Tensor> byRole) {
        Shape weight = byRole.containsKey("weight") ? byRole.get("weight").knownShape() : null;
        Shape input = inputs.isEmpty() ? null : inputs.get(0).knownShape();
        switch (type) {
            case "Conv", "ConvTranspose":
                config.put("bias", hasBias(byRole));
                return convolution(type, operator, config, weight);
            case "Linear":
                if (weight != null && weight.rank() == 2) {
                    boolean turned = operator.equals("addmm");
                    config.put("in_features", weight.dimension(turned ? 0 : 1));
                    config.put("out_features", weight.dimension(turned ? 1 : 0));
                    config.put("bias", hasBias(byRole));
                }
                return type;
            case "Embedding":
                if (weight != null && weight.rank() == 2) {
                    config.put("num_embeddings", weight.dimension(0));
                    config.put("embedding_dim", weight.dimension(1));
                }
                return type;
            case "BatchNorm", "InstanceNorm":
                Tensor any = byRole.getOrDefault("weight", byRole.get("running_mean"));
                if (any != null && any.knownShape() != null && any.knownShape().rank() == 1) {
                    config.put("num_features", any.knownShape().dimension(0));
                }
                return input == null || input.rank() < 2 || input.rank() > 5 ? type
                        : type + Math.max(1, input.rank() - 2) + "d";
            case "Threshold":
                return isZero(config.get("threshold")) && isZero(config.get("value")) ? "ReLU" : type;
            case "Hardtanh":
                boolean toSix = Double.valueOf(0).equals(config.get("min_val"))
                        && Double.valueOf(6).equals(config.get("max_val"));
                return toSix ? "ReLU6" : type;
            case "Flatten":
                config.putIfAbsent("start_dim", 0L);
                config.putIfAbsent("end_dim", -1L);
                return type;
            case "Slice":
                if (config.get("index") == null && operator.equals("select")) {
                    config.put("index", ShapeRules.UNKNOWN_SIZE);
                }
                return type;
            default:
                return type;
        }
    }

    private static boolean isZero(Object value) {
        return value instanceof Number number && number.doubleValue() == 0;
    }

    /** Whether there is a bias, also in one packed object with the weight. */
    private static boolean hasBias(Map<String, Tensor> byRole) {
        return byRole.containsKey("bias") || byRole.containsKey("weight") && byRole.get("weight").stored().stream()
                .anyMatch(stored -> stored.name().matches("(.*\\.)?bias"));
    }

    private static String convolution(String type, String operator, Map<String, Object> config, Shape weight) {
        boolean transposed = type.equals("ConvTranspose") || Boolean.TRUE.equals(config.get("transposed"));
        if (!transposed) {
            config.remove("output_padding");
        }
        config.remove("transposed");
        if (weight == null || weight.rank() < 3) {
            String axes = operator.replaceAll("\\D", "");
            return (transposed ? "ConvTranspose" : "Conv") + (axes.isEmpty() ? "2" : axes) + "d";
        }
        if (config.remove("groups", ShapeRules.UNKNOWN_SIZE)) {
            config.put(transposed ? "in_channels" : "out_channels", weight.dimension(0));
        } else {
            long groups = config.get("groups") instanceof Long number ? Math.max(1, number) : 1;
            config.put("groups", groups);
            config.put("in_channels", transposed ? weight.dimension(0) : weight.dimension(1) * groups);
            config.put("out_channels", transposed ? weight.dimension(1) * groups : weight.dimension(0));
        }
        config.put("kernel_size", weight.dimensions().subList(2, weight.rank()));
        return (transposed ? "ConvTranspose" : "Conv") + (weight.rank() - 2) + "d";
    }
}
