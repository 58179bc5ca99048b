package org.lamina.figure.structure;

/** What lies directly in a module. */
public sealed interface Member permits Leaf, Module {

    /** Its path: that of the layer or module; for a repeat or a part one that no layer has. */
    String path();

    /** The number of layers in it; 1 for a layer. */
    int layerCount();
}
