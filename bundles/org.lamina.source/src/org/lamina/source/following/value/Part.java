package org.lamina.source.following.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.model.Shape;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/** A layer that was made, ready to be applied. */
public final class Part implements Value {

    public final Framework framework;
    public final String type;
    public final String originalType;
    public final Map<String, Setting> config;
    public final TextRange constructor;
    /** The name that the program gives it, or empty. */
    public String name;
    /** Another layer around this one, or inside: the argument of a wrapper. */
    public final Value inner;

    /** A layer with its arguments. */
    public Part(Framework framework, String type, String originalType, Map<String, Setting> config,
            TextRange constructor, String name, Value inner) {
        this.framework = framework;
        this.type = type;
        this.originalType = originalType;
        this.config = new LinkedHashMap<>(config);
        this.constructor = constructor;
        this.name = name;
        this.inner = inner;
    }

    /** The shape that the first layer of a Keras model is told, with the batch in front. */
    public Optional<Shape> inputShape() {
        Setting shape = config.getOrDefault("input_shape", config.get("shape"));
        Setting whole = config.getOrDefault("batch_input_shape", config.get("batch_shape"));
        Optional<Double> size = config.containsKey("input_dim") ? config.get("input_dim").number() : Optional.empty();
        if (shape != null && shape.value().orElse(null) instanceof List<?> sizes) {
            return Shapes.batched(sizes);
        }
        if (whole != null && whole.value().orElse(null) instanceof List<?> sizes && !sizes.isEmpty()) {
            return Shapes.batched(sizes.subList(1, sizes.size()));
        }
        return type.equals("Linear") ? size.map(features -> Shape.of(Shape.UNKNOWN, features.longValue()))
                : Optional.empty();
    }
}
