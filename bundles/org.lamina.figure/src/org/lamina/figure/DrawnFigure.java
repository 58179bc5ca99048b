package org.lamina.figure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.figure.scene.Scene;

/**
 * A figure of an architecture.
 *
 * @param figure the figure
 * @param legend its legend, where that is a scene of its own
 * @param boxOf the id of the node in which each layer is to be seen, by the path of the layer; not what is left out
 * @param parts what the nodes are that have colours of their own, by their id
 * @param types the types of layers and groups in it, in the order in which they appear; those that are left out last
 * @param scale by what factor it was made smaller as a whole, to fit a page
 */
public record DrawnFigure(Scene figure, Optional<Scene> legend, Map<String, String> boxOf,
        Map<String, DrawnPart> parts, List<DrawnType> types, double scale) {

    public DrawnFigure {
        boxOf = Map.copyOf(boxOf);
        parts = Map.copyOf(parts);
        types = List.copyOf(types);
    }
}
