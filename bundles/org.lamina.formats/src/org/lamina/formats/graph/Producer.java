package org.lamina.formats.graph;

/** What data come from: a layer, or an input of the model. */
public sealed interface Producer permits LayerBuilder, InputBuilder {
}
