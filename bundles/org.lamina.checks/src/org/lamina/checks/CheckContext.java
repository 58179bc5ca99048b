package org.lamina.checks;

import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.source.LayerSources;

/**
 * What a check looks at.
 *
 * @param checkpoint path of the checkpoint's file, absolute and '/'-separated, as units of analysis name it
 * @param model its architecture
 * @param sources where its layers stand in the programs
 */
public record CheckContext(String checkpoint, Model model, LayerSources sources) {

    /** A layer of the model as unit of analysis. */
    public UnitOfAnalysis unit(Layer layer) {
        return unit(layer.path());
    }

    /** The layer of this path as unit of analysis; it may be one that the program has and the file left out. */
    public UnitOfAnalysis unit(String path) {
        return new UnitOfAnalysis.OfLayer(checkpoint, path);
    }

    /** The model as unit of analysis. */
    public UnitOfAnalysis unit() {
        return new UnitOfAnalysis.OfModel(checkpoint);
    }
}
