package org.lamina.formats.graph;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.lamina.model.ElementType;
import org.lamina.model.Port;
import org.lamina.model.Shape;

/** An input of the model while its consumers are being found. */
public final class InputBuilder implements Producer {

    private final String name;
    private final ElementType dtype;
    private Shape shape;
    private final Set<String> consumers = new LinkedHashSet<>();

    /**
     * @param name its name in the file
     * @param dtype the type of its elements
     * @param shape its shape; null if unknown
     */
    public InputBuilder(String name, ElementType dtype, Shape shape) {
        this.name = name;
        this.dtype = dtype;
        this.shape = shape;
    }

    /** Its shape; null if unknown. */
    public Shape shape() {
        return shape;
    }

    /** Sets its shape, as the first layer that reads it needs it. */
    public void shape(Shape newShape) {
        shape = newShape;
    }

    void consumer(String path) {
        consumers.add(path);
    }

    Port build(Set<String> layers) {
        return new Port(name, dtype, shape == null ? Shape.of() : shape, shape != null,
                List.copyOf(consumers.stream().filter(layers::contains).toList()));
    }
}
