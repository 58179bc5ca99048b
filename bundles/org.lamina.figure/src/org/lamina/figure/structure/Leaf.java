package org.lamina.figure.structure;

import org.lamina.model.Layer;

/** A layer as a member of a module. */
public record Leaf(Layer layer) implements Member {

    @Override
    public String path() {
        return layer.path();
    }

    @Override
    public int layerCount() {
        return 1;
    }
}
