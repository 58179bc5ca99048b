package org.lamina.ui.graph.canvas;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.figure.DrawnPart;
import org.lamina.figure.DrawnType;
import org.lamina.figure.scene.SceneIndex;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.structure.Folding;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.model.UnitOfAnalysis.OfLayer;

/**
 * A finished drawing.
 *
 * @param index its scene
 * @param folding which modules are drawn as one box
 * @param boxOf the id of the node in which each layer is to be seen, by the path of the layer; empty if each is its own
 * @param parts what the nodes are that have colours of their own, by their id
 * @param types the types of layers and groups that have colours of their own
 * @param scale by what factor it was made smaller as a whole, to fit a page
 * @param problems a sentence for each wish that could not be met
 */
public record Drawn(SceneIndex index, Folding folding, Map<String, String> boxOf,
        Map<String, DrawnPart> parts, List<DrawnType> types, double scale, List<String> problems) {

    public Drawn {
        boxOf = Map.copyOf(boxOf);
        parts = Map.copyOf(parts);
        types = List.copyOf(types);
        problems = List.copyOf(problems);
    }

    /** A drawing in which each layer is its own node. */
    public Drawn(SceneIndex index) {
        this(index, Folding.NONE, Map.of(), Map.of(), List.of(), 1, List.of());
    }

    /** The node that stands for a unit, or else the box in which it is folded, if there is one. */
    public Optional<SceneNode> nodeFor(UnitOfAnalysis unit) {
        return index.node(unit).or(() -> unit instanceof OfLayer layer
                ? Optional.ofNullable(boxOf.get(layer.path())).or(() -> boxOfModule(layer.path())).flatMap(index::node)
                : Optional.empty());
    }

    /** The box in which the first layer of a module is to be seen. */
    private Optional<String> boxOfModule(String path) {
        return boxOf.keySet().stream().filter(layer -> layer.startsWith(path + ".")).sorted().findFirst()
                .map(boxOf::get);
    }

    /** The id of what moves when people move a node: the glyph of a bar, else itself; empty if it stays. */
    public Optional<String> moved(SceneNode node) {
        boolean listed = node.role() == SceneNode.Role.LEGEND || node.role() == SceneNode.Role.NOTE;
        return parts.isEmpty() && !listed ? Optional.of(node.id())
                : Optional.ofNullable(parts.get(node.id())).map(DrawnPart::glyph);
    }
}
