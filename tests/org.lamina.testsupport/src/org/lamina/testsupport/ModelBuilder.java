package org.lamina.testsupport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.lamina.model.Edge;
import org.lamina.model.ElementType;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Parameter;
import org.lamina.model.Port;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;
import org.lamina.model.TensorInfo;

/**
 * Builds models in code, as a reader would: shapes are inferred from layer to layer in PyTorch's N × C × H × W, weights
 * have PyTorch's names and shapes. A layer is named by its path; methods return it, so that calls nest.
 */
public final class ModelBuilder {

    private final String name;
    private final List<Port> inputs = new ArrayList<>();
    private final List<Port> outputs = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, List<String>> readers = new HashMap<>();

    public ModelBuilder(String name) {
        this.name = name;
    }

    /** An input of the model. */
    public String input(String input, long... shape) {
        shapes.put(input, Shape.of(shape));
        readers.put(input, new ArrayList<>());
        inputs.add(new Port(input, ElementType.FLOAT32, Shape.of(shape), true, List.of()));
        return input;
    }

    /** An output of the model, produced by a layer. */
    public ModelBuilder output(String output, String layer) {
        Shape shape = shapes.get(layer);
        outputs.add(new Port(output, ElementType.FLOAT32, shape == null ? Shape.of() : shape, shape != null,
                List.of(layer)));
        return this;
    }

    /** A module that contains the layers whose paths start with its own. */
    public ModelBuilder group(String path, String type) {
        groups.add(new Group(path, type, type, Optional.empty()));
        return this;
    }

    /** A convolution with a square kernel, without bias. */
    public String conv(String path, String from, long channels, long kernel, long stride, long padding) {
        Shape in = shapes.get(from);
        Shape out = Shape.of(in.dimension(0), channels, window(in.dimension(2), kernel, stride, padding),
                window(in.dimension(3), kernel, stride, padding));
        return layer(path, "Conv2d", false,
                Map.of("kernel_size", List.of(kernel, kernel), "stride", List.of(stride, stride)), out,
                List.of(parameter(path, "weight", true, channels, in.dimension(1), kernel, kernel)), from);
    }

    public String batchNorm(String path, String from) {
        long channels = shapes.get(from).dimension(1);
        return layer(path, "BatchNorm2d", false, Map.of(), shapes.get(from),
                List.of(parameter(path, "weight", true, channels), parameter(path, "bias", true, channels),
                        parameter(path, "running_mean", false, channels),
                        parameter(path, "running_var", false, channels)), from);
    }

    public String relu(String path, String from) {
        return same(path, "ReLU", from);
    }

    public String dropout(String path, String from, double rate) {
        return layer(path, "Dropout", false, Map.of("p", rate), shapes.get(from), List.of(), from);
    }

    public String maxPool(String path, String from, long kernel, long stride, long padding) {
        Shape in = shapes.get(from);
        Shape out = Shape.of(in.dimension(0), in.dimension(1), window(in.dimension(2), kernel, stride, padding),
                window(in.dimension(3), kernel, stride, padding));
        return layer(path, "MaxPool2d", false, Map.of("kernel_size", kernel, "stride", stride), out, List.of(), from);
    }

    /** Average pooling to one value a channel. */
    public String globalPool(String path, String from) {
        Shape in = shapes.get(from);
        return layer(path, "AdaptiveAvgPool2d", false, Map.of(), Shape.of(in.dimension(0), in.dimension(1), 1, 1),
                List.of(), from);
    }

    /** Doubles the spatial resolution. */
    public String upsample(String path, String from) {
        Shape in = shapes.get(from);
        return layer(path, "Upsample", false, Map.of(),
                Shape.of(in.dimension(0), in.dimension(1), 2 * in.dimension(2), 2 * in.dimension(3)), List.of(), from);
    }

    public String flatten(String path, String from) {
        Shape in = shapes.get(from);
        long count = in.dimensions().stream().skip(1).reduce(1L, (a, b) -> a * b);
        return layer(path, "Flatten", true, Map.of(), Shape.of(in.dimension(0), count), List.of(), from);
    }

    public String linear(String path, String from, long units) {
        Shape in = shapes.get(from);
        return layer(path, "Linear", false, Map.of(), Shape.of(in.dimension(0), units),
                List.of(parameter(path, "weight", true, units, in.dimension(1)),
                        parameter(path, "bias", true, units)), from);
    }

    public String softmax(String path, String from) {
        return same(path, "Softmax", from);
    }

    public String add(String path, String... from) {
        return layer(path, "Add", true, Map.of(), shapes.get(from[0]), List.of(), from);
    }

    /** Joins along the channels. */
    public String concat(String path, String... from) {
        Shape in = shapes.get(from[0]);
        long channels = Arrays.stream(from).mapToLong(f -> shapes.get(f).dimension(1)).sum();
        List<Long> dimensions = new ArrayList<>(in.dimensions());
        dimensions.set(1, channels);
        return layer(path, "Concat", true, Map.of(), new Shape(dimensions), List.of(), from);
    }

    /** A layer of any type without parameters that keeps the shape of its input. */
    public String same(String path, String type, String from) {
        return layer(path, type, false, Map.of(), shapes.get(from), List.of(), from);
    }

    /** A layer of any type whose output shape is not known. */
    public String unknown(String path, String type, String... from) {
        return layer(path, type, false, Map.of(), null, List.of(), from);
    }

    /** A layer of any type; {@code shape} is that of its output, null where it is not known. */
    public String layer(String path, String type, boolean function, Map<String, Object> config, Shape shape,
            List<Parameter> parameters, String... from) {
        List<Shape> ins = Arrays.stream(from).map(shapes::get).filter(s -> s != null).toList();
        layers.add(new Layer(path, type, type, function, config, ins, shape == null ? List.of() : List.of(shape),
                parameters, List.of(), OptionalLong.empty(), Optional.empty()));
        if (shape != null) {
            shapes.put(path, shape);
        }
        for (String source : from) {
            if (readers.containsKey(source)) {
                readers.get(source).add(path);
            } else {
                edges.add(new Edge(source, path, source, Optional.ofNullable(shapes.get(source))));
            }
        }
        return path;
    }

    /** Records the place where a layer or group is called. */
    public ModelBuilder called(String path, SourceLocation place) {
        layers.replaceAll(layer -> !layer.path().equals(path) ? layer : new Layer(path, layer.type(),
                layer.originalType(), layer.function(), layer.config(), layer.inputShapes(), layer.outputShapes(),
                layer.parameters(), layer.operations(), layer.macs(), Optional.of(place)));
        groups.replaceAll(group -> !group.path().equals(path) ? group
                : new Group(path, group.type(), group.originalType(), Optional.of(place)));
        return this;
    }

    /** The model so far. */
    public Model build() {
        List<Port> ports = inputs.stream()
                .map(port -> new Port(port.name(), port.dtype(), port.shape(), true, readers.get(port.name())))
                .toList();
        return new Model(name, ports, outputs, groups, layers, edges);
    }

    private static Parameter parameter(String path, String parameter, boolean trainable, long... shape) {
        Shape of = Shape.of(shape);
        return new Parameter(parameter, new TensorInfo(path + "." + parameter, ElementType.FLOAT32, of,
                4 * of.count().orElseThrow()), trainable);
    }

    private static long window(long size, long kernel, long stride, long padding) {
        return (size + 2 * padding - kernel) / stride + 1;
    }
}
