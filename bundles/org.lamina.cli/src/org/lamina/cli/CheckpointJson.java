package org.lamina.cli;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.model.Checkpoint;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Port;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;
import org.lamina.model.TensorInfo;
import org.lamina.source.layers.LayerSources;

/** A checkpoint as {@code inspect --json} prints it; see {@code docs/user/json.md}. */
final class CheckpointJson {

    private final Checkpoint checkpoint;
    private final LayerSources sources;

    CheckpointJson(Checkpoint checkpoint, LayerSources sources) {
        this.checkpoint = checkpoint;
        this.sources = sources;
    }

    ObjectNode document() {
        Optional<Model> model = checkpoint.model();
        ObjectNode root = Json.object();
        root.put("file", Session.absolute(checkpoint.file()));
        root.put("format", checkpoint.format());
        root.put("producer", checkpoint.producer());
        root.put("framework", checkpoint.framework());
        root.put("name", model.map(Model::name).orElse(null));
        root.set("inputs", ports(model.map(Model::inputs).orElse(List.of())));
        root.set("outputs", ports(model.map(Model::outputs).orElse(List.of())));
        ArrayNode layers = root.putArray("layers");
        ArrayNode edges = root.putArray("edges");
        model.ifPresent(architecture -> {
            architecture.layers().forEach(layer -> layers.add(layer(layer)));
            architecture.edges().forEach(edge -> edges.addObject().put("from", edge.from()).put("to", edge.to()));
        });
        root.put("parameterCount", model.map(Model::parameterCount).orElseGet(
                () -> checkpoint.tensors().tensors().stream().mapToLong(TensorInfo::count).sum()));
        root.put("trainableCount", model.map(Model::trainableCount).orElse(null));
        ArrayNode tensors = root.putArray("tensors");
        checkpoint.tensors().tensors().forEach(tensor -> tensors.add(tensor(tensor).put("bytes", tensor.bytes())));
        ObjectNode metadata = root.putObject("metadata");
        checkpoint.metadata().forEach((name, value) -> metadata.set(name, Json.value(value)));
        ArrayNode warnings = root.putArray("warnings");
        checkpoint.warnings().forEach(warnings::add);
        return root;
    }

    private static ArrayNode ports(List<Port> ports) {
        ArrayNode array = Json.array();
        for (Port port : ports) {
            ObjectNode node = array.addObject();
            node.put("name", port.name());
            node.set("shape", port.shapeKnown() ? Json.shape(port.shape()) : NullNode.instance);
            node.put("dtype", port.dtype().label());
        }
        return array;
    }

    private ObjectNode layer(Layer layer) {
        ObjectNode node = Json.object();
        node.put("path", layer.path());
        node.put("type", layer.type());
        node.put("originalType", layer.originalType());
        node.put("function", layer.function());
        node.set("config", config(layer));
        node.set("inputShapes", shapes(layer.inputShapes()));
        node.set("outputShapes", shapes(layer.outputShapes()));
        ArrayNode parameters = node.putArray("parameters");
        layer.parameters().forEach(parameter -> parameters.add(tensor(parameter.tensor()).put("name", parameter.name())
                .put("count", parameter.tensor().count()).put("trainable", parameter.trainable())));
        if (layer.macs().isPresent()) {
            node.put("macs", layer.macs().getAsLong());
        } else {
            node.putNull("macs");
        }
        Optional<SourceLocation> here = sources.place(layer.path());
        node.set("source", Json.source(here.or(layer::source)));
        node.set("recorded", Json.source(layer.source()));
        return node;
    }

    private static ObjectNode config(Layer layer) {
        ObjectNode config = Json.object();
        layer.config().keySet().stream().sorted()
                .forEach(name -> config.set(name, Json.value(layer.config().get(name))));
        return config;
    }

    private static ArrayNode shapes(List<Shape> shapes) {
        ArrayNode array = Json.array();
        shapes.forEach(shape -> array.add(Json.shape(shape)));
        return array;
    }

    private static ObjectNode tensor(TensorInfo tensor) {
        ObjectNode node = Json.object();
        node.put("name", tensor.name());
        node.set("shape", Json.shape(tensor.shape()));
        if (!tensor.encoding().isEmpty()) {
            node.put("encoding", tensor.encoding());
        }
        return node.put("dtype", tensor.dtype().label());
    }
}
