package org.lamina.formats.tflite;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.model.ModelFormatException;

/** The options of the built-in operators, by the names and field numbers of the schema. */
final class LiteOptions {

    /** How a field is stored. */
    private enum Kind {
        INT8, INT32, FLOAT32, INT32S
    }

    /**
     * A field of a table of options.
     *
     * @param name its name
     * @param field its number
     * @param kind how it is stored
     * @param missing what it is where it is left out
     */
    private record Option(String name, int field, Kind kind, int missing) {
    }

    private static final List<Option> CONVOLUTION = List.of(int8("padding", 0), int32("stride_w", 1),
            int32("stride_h", 2), int8("activation", 3), new Option("dilation_w", 4, Kind.INT32, 1),
            new Option("dilation_h", 5, Kind.INT32, 1));
    private static final List<Option> DEPTHWISE = List.of(int8("padding", 0), int32("stride_w", 1),
            int32("stride_h", 2), int32("depth_multiplier", 3), int8("activation", 4),
            new Option("dilation_w", 5, Kind.INT32, 1), new Option("dilation_h", 6, Kind.INT32, 1));
    private static final List<Option> CONVOLUTION3 = List.of(int8("padding", 0), int32("stride_d", 1),
            int32("stride_w", 2), int32("stride_h", 3), int8("activation", 4));
    private static final List<Option> POOLING = List.of(int8("padding", 0), int32("stride_w", 1),
            int32("stride_h", 2), int32("filter_w", 3), int32("filter_h", 4), int8("activation", 5));
    private static final List<Option> ACTIVATION = List.of(int8("activation", 0));
    private static final List<Option> SEQUENCE = List.of(int8("time_major", 0), int8("activation", 1));
    private static final List<Option> REDUCER = List.of(int8("keep_dims", 0));
    private static final List<Option> SLICE = List.of(int32("begin_mask", 0), int32("end_mask", 1),
            int32("ellipsis_mask", 2), int32("new_axis_mask", 3), int32("shrink_axis_mask", 4));

    private LiteOptions() {
    }

    private static Option int8(String name, int field) {
        return new Option(name, field, Kind.INT8, 0);
    }

    private static Option int32(String name, int field) {
        return new Option(name, field, Kind.INT32, 0);
    }

    private static List<Option> of(String operator) {
        return switch (operator) {
            case "CONV_2D" -> CONVOLUTION;
            case "TRANSPOSE_CONV" -> CONVOLUTION.subList(0, 4);
            case "DEPTHWISE_CONV_2D" -> DEPTHWISE;
            case "CONV_3D", "CONV_3D_TRANSPOSE" -> CONVOLUTION3;
            case "AVERAGE_POOL_2D", "MAX_POOL_2D", "L2_POOL_2D" -> POOLING;
            case "FULLY_CONNECTED", "ADD", "SUB", "MUL", "DIV", "L2_NORMALIZATION", "LSTM", "RNN" -> ACTIVATION;
            case "CONCATENATION" -> List.of(int32("axis", 0), int8("activation", 1));
            case "SVDF" -> List.of(int32("rank", 0), int8("activation", 1));
            case "UNIDIRECTIONAL_SEQUENCE_RNN", "BIDIRECTIONAL_SEQUENCE_RNN" -> SEQUENCE;
            case "UNIDIRECTIONAL_SEQUENCE_LSTM" -> List.of(int8("activation", 0), int8("time_major", 3));
            case "SOFTMAX" -> List.of(new Option("beta", 0, Kind.FLOAT32, 0));
            case "LEAKY_RELU" -> List.of(new Option("alpha", 0, Kind.FLOAT32, 0));
            case "RESHAPE" -> List.of(new Option("new_shape", 0, Kind.INT32S, 0));
            case "SQUEEZE" -> List.of(new Option("squeeze_dims", 0, Kind.INT32S, 0));
            case "MEAN", "SUM", "REDUCE_MAX", "REDUCE_MIN", "REDUCE_PROD", "REDUCE_ANY", "REDUCE_ALL" -> REDUCER;
            case "SPLIT", "SPLIT_V" -> List.of(int32("num_splits", 0));
            case "GATHER" -> List.of(int32("axis", 0), int32("batch_dims", 1));
            case "PACK" -> List.of(int32("values_count", 0), int32("axis", 1));
            case "UNPACK" -> List.of(int32("num", 0), int32("axis", 1));
            case "STRIDED_SLICE" -> SLICE;
            case "BATCH_MATMUL" -> List.of(int8("adj_x", 0), int8("adj_y", 1));
            case "DEPTH_TO_SPACE", "SPACE_TO_DEPTH" -> List.of(int32("block_size", 0));
            case "IF" -> List.of(int32("then_subgraph_index", 0), int32("else_subgraph_index", 1));
            case "WHILE" -> List.of(int32("cond_subgraph_index", 0), int32("body_subgraph_index", 1));
            case "CALL_ONCE" -> List.of(int32("init_subgraph_index", 0));
            default -> List.of();
        };
    }

    /** Reads the options of an operator. */
    static Map<String, Object> of(int code, FlatTable table) throws ModelFormatException, IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Option option : of(OperatorNames.of(code))) {
            values.put(option.name(), switch (option.kind()) {
                case INT8 -> Long.valueOf(table.int8(option.field(), option.missing()));
                case INT32 -> Long.valueOf(table.int32(option.field(), option.missing()));
                case FLOAT32 -> Double.valueOf(table.float32(option.field(), option.missing()));
                case INT32S -> table.int32s(option.field());
            });
        }
        return values;
    }
}
