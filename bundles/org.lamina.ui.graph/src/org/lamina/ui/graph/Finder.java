package org.lamina.ui.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.scene.SceneNode;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.ui.graph.canvas.Drawn;
import org.lamina.ui.graph.canvas.GraphCanvas;

/** Finds layers by a part of their path or type, and marks where they are to be seen, folded or not. */
final class Finder {

    private final GraphCanvas canvas;
    private final Supplier<Optional<OpenedModel>> opened;
    private String wanted = "";
    /** The drawing in which was found what was found. */
    private Optional<Drawn> seen = Optional.empty();
    private List<SceneNode> found = List.of();
    private int shown;
    private Model searched;
    private String[] texts;

    /**
     * @param opened the model that is drawn
     */
    Finder(GraphCanvas canvas, Supplier<Optional<OpenedModel>> opened) {
        this.canvas = canvas;
        this.opened = opened;
    }

    /** Outlines the nodes in which matching layers are to be seen; the number of these layers. */
    int find(String text) {
        wanted = text;
        seen = canvas.drawn();
        return opened.get().isPresent() && canvas.drawn().isPresent()
                ? find(opened.get().get(), canvas.drawn().get(), text) : 0;
    }

    private int find(OpenedModel model, Drawn drawn, String text) {
        String part = text.strip().toLowerCase(Locale.ROOT);
        // by id, as the hash of a node is that of all that is drawn in it
        Map<String, SceneNode> nodes = new LinkedHashMap<>();
        int count = 0;
        List<Layer> layers = part.isEmpty() ? List.of() : model.model().layers();
        for (int i = 0; i < layers.size(); i++) {
            if (texts(model.model())[i].contains(part)) {
                count++;
                String path = layers.get(i).path();
                String box = drawn.boxOf().get(path);
                if (box == null || !nodes.containsKey(box)) {
                    drawn.nodeFor(new OfLayer(model.checkpoint(), path))
                            .ifPresent(node -> nodes.putIfAbsent(node.id(), node));
                }
            }
        }
        found = List.copyOf(nodes.values());
        shown = -1;
        canvas.find(found);
        next();
        return count;
    }

    /** What is searched of each layer; made once for a model. */
    private String[] texts(Model model) {
        if (searched != model) {
            searched = model;
            texts = model.layers().stream().map(layer -> (layer.path() + " " + layer.type()).toLowerCase(Locale.ROOT))
                    .toArray(String[]::new);
        }
        return texts;
    }

    /** Scrolls to the next node that was found; searches again where the drawing is another one meanwhile. */
    void next() {
        if (!wanted.isBlank() && canvas.drawn().orElse(null) != seen.orElse(null)) {
            find(wanted);
        } else if (!found.isEmpty()) {
            shown = (shown + 1) % found.size();
            canvas.scrollTo(found.get(shown));
        }
    }
}
