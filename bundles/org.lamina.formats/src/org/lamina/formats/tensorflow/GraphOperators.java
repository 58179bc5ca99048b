package org.lamina.formats.tensorflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.model.Shape;

/** The operators of TensorFlow in the vocabulary that all formats share. */
final class GraphOperators {

    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("Conv2D", "Conv2d"),
            Map.entry("Conv3D", "Conv3d"), Map.entry("DepthwiseConv2dNative", "DepthwiseConv2d"),
            Map.entry("Conv2DBackpropInput", "ConvTranspose2d"), Map.entry("MatMul", "Linear"),
            Map.entry("ResourceGather", "Embedding"), Map.entry("BatchMatMul", "MatMul"),
            Map.entry("BatchMatMulV2", "MatMul"),
            Map.entry("MaxPool", "MaxPool2d"), Map.entry("AvgPool", "AvgPool2d"), Map.entry("Relu", "ReLU"),
            Map.entry("Relu6", "ReLU6"), Map.entry("LeakyRelu", "LeakyReLU"), Map.entry("Elu", "ELU"),
            Map.entry("Selu", "SELU"), Map.entry("AddV2", "Add"), Map.entry("AddN", "Add"),
            Map.entry("BiasAdd", "Add"), Map.entry("RealDiv", "Div"), Map.entry("Maximum", "Max"),
            Map.entry("Minimum", "Min"), Map.entry("ConcatV2", "Concat"), Map.entry("Pack", "Stack"),
            Map.entry("Transpose", "Permute"), Map.entry("ExpandDims", "Unsqueeze"), Map.entry("PadV2", "Pad"),
            Map.entry("MirrorPad", "Pad"), Map.entry("StridedSlice", "Slice"), Map.entry("GatherV2", "Gather"),
            Map.entry("FusedBatchNorm", "BatchNorm2d"), Map.entry("FusedBatchNormV2", "BatchNorm2d"),
            Map.entry("FusedBatchNormV3", "BatchNorm2d"), Map.entry("LRN", "LocalResponseNorm"),
            Map.entry("ResizeBilinear", "Upsample"), Map.entry("ResizeNearestNeighbor", "Upsample"),
            Map.entry("Select", "Where"), Map.entry("SelectV2", "Where"), Map.entry("SplitV", "Split"),
            Map.entry("Tile", "Repeat"), Map.entry("BroadcastTo", "Expand"), Map.entry("ClipByValue", "Clamp"));
    private static final Set<String> PASSED = Set.of("Identity", "ReadVariableOp", "StopGradient", "CheckNumerics",
            "PreventGradient", "Snapshot", "IdentityN", "Cast");
    private static final Set<String> LEFT_OUT = Set.of("NoOp", "Assert", "MergeV2Checkpoints", "SaveV2", "RestoreV2",
            "ShardedFilename", "AssignVariableOp", "Assign", "VarIsInitializedOp", "VarHandleOp", "VariableV2",
            "Variable", "Const", "Placeholder", "_Arg", "_Retval");
    private static final Set<String> ACTIVATIONS = Set.of("Relu", "Relu6", "LeakyRelu", "Elu", "Selu", "Sigmoid",
            "Tanh", "Softmax", "Softplus", "Softsign");
    private static final Set<String> WITH_WEIGHTS = Set.of("Conv2D", "Conv3D", "DepthwiseConv2dNative", "MatMul",
            "Conv2DBackpropInput");
    private static final List<String> NORMALISATION = List.of("", "gamma", "beta", "moving_mean", "moving_variance");

    private GraphOperators() {
    }

    static String type(String operator) {
        return TYPES.getOrDefault(operator, operator);
    }

    static boolean isActivation(String operator) {
        return ACTIVATIONS.contains(operator);
    }

    /** Whether a node computes something, and is no call, input, variable or the like. */
    static boolean computes(GraphNode node) {
        return isLayer(node.operator()) && !node.isCall();
    }

    /** Whether an operator only hands on what it reads. */
    static boolean isPassed(String operator) {
        return PASSED.contains(operator);
    }

    /** Whether an operator is shown as a layer or as a part of one. */
    static boolean isLayer(String operator) {
        return !LEFT_OUT.contains(operator) && !PASSED.contains(operator);
    }

    /** Whether a bias or an activation behind it is part of the same layer. */
    static boolean hasWeights(String operator) {
        return WITH_WEIGHTS.contains(operator);
    }

    /** What an input of an operator is called as a parameter. */
    static String role(String operator, int input) {
        if (operator.startsWith("FusedBatchNorm")) {
            return input < NORMALISATION.size() ? NORMALISATION.get(input) : "";
        }
        return switch (operator) {
            case "BiasAdd" -> "bias";
            case "ResourceGather" -> "weight";
            default -> hasWeights(operator) ? "kernel" : "constant_" + input;
        };
    }

    /**
     * The hyper-parameters by the common names.
     *
     * @param weight the shape of the weight; null if there is none or if it is not known
     */
    static Map<String, Object> config(GraphNode node, Shape weight) {
        Map<String, Object> config = new LinkedHashMap<>();
        String format = node.text("data_format");
        boolean spatial = node.attributes().containsKey("strides") && !node.operator().equals("StridedSlice");
        boolean first = format.startsWith("NC");
        if (spatial) {
            config.put("stride", spatial(node.numbers("strides"), first));
            config.put("padding", node.text("padding").equals("SAME") ? "same" : "valid");
            config.put("data_format", first ? "channels_first" : "channels_last");
            if (!node.numbers("dilations").isEmpty()) {
                config.put("dilation", spatial(node.numbers("dilations"), first));
            }
            if (!node.numbers("ksize").isEmpty()) {
                config.put("kernel_size", spatial(node.numbers("ksize"), first));
            }
        }
        if (weight != null && weight.isKnown() && hasWeights(node.operator())) {
            weights(node, weight, config);
        }
        if (node.operator().equals("ResourceGather") && weight != null && weight.rank() == 2) {
            config.put("num_embeddings", weight.dimension(0));
            config.put("embedding_dim", weight.dimension(1));
        }
        if (node.operator().equals("Softmax")) {
            config.put("dim", -1L);
        }
        if (node.attributes().get("epsilon") instanceof Double epsilon) {
            config.put("eps", epsilon);
        }
        return config;
    }

    private static void weights(GraphNode node, Shape weight, Map<String, Object> config) {
        int rank = weight.rank();
        if (node.operator().equals("MatMul") && rank == 2) {
            boolean transposed = Boolean.TRUE.equals(node.attributes().get("transpose_b"));
            config.put("in_features", weight.dimension(transposed ? 1 : 0));
            config.put("out_features", weight.dimension(transposed ? 0 : 1));
        } else if (rank > 3) {
            boolean depthwise = node.operator().startsWith("Depthwise");
            boolean transposed = node.operator().equals("Conv2DBackpropInput");
            long in = weight.dimension(transposed ? rank - 1 : rank - 2);
            long out = weight.dimension(transposed ? rank - 2 : rank - 1);
            config.put("in_channels", in);
            config.put("out_channels", depthwise ? in * Math.min(out, 1 << 20) : out);
            config.put("kernel_size", weight.dimensions().subList(0, rank - 2));
            config.put("groups", depthwise ? Math.max(1, in) : 1L);
        }
    }

    /** The sizes along the spatial axes, of a list that has batch and channels too. */
    private static List<Long> spatial(List<Long> all, boolean first) {
        return all.size() < 3 ? new ArrayList<>(all) : first ? all.subList(2, all.size())
                : all.subList(1, all.size() - 1);
    }
}
