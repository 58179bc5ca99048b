package org.lamina.formats.keras;

import org.lamina.formats.graph.Producer;
import org.lamina.model.Shape;

/**
 * What flows from one layer to another.
 *
 * @param producer what it comes from
 * @param name the name of that layer
 * @param shape its shape; null if not known
 */
record Value(Producer producer, String name, Shape shape) {

    Value withShape(Shape newShape) {
        return new Value(producer, name, newShape);
    }
}
