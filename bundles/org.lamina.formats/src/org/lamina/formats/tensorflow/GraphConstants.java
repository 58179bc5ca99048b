package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.NamedTensors;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/** The constants of a frozen graph that can be weights. Closes the file when it is closed. */
final class GraphConstants extends NamedTensors<GraphConstant> {

    private final FileBytes bytes;

    GraphConstants(FileBytes bytes, List<GraphNode> nodes) {
        super(constants(nodes), List.of(bytes));
        this.bytes = bytes;
    }

    private static Map<String, GraphConstant> constants(List<GraphNode> nodes) {
        Map<String, GraphConstant> constants = new LinkedHashMap<>();
        for (GraphNode node : nodes) {
            if (node.attributes().get("value") instanceof GraphConstant constant
                    && constant.info().dtype().isFloatingPoint()) {
                constants.putIfAbsent(constant.info().name(), constant);
            }
        }
        return constants;
    }

    @Override
    protected TensorInfo info(String name, GraphConstant constant) {
        return constant.info();
    }

    @Override
    protected TensorValues values(String name, GraphConstant constant) throws IOException {
        return constant.values(bytes);
    }
}
