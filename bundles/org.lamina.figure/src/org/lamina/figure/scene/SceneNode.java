package org.lamina.figure.scene;

import java.util.List;
import java.util.Optional;
import org.lamina.model.UnitOfAnalysis;

/**
 * A thing in a scene that has a name and can be pointed at.
 *
 * @param id unique among the nodes of the scene and the same every time the same model is drawn
 * @param role what it is in the drawing
 * @param title what it is, in words: tool tip and accessible name
 * @param unit the unit it stands for; empty for an entry of the legend or a bar
 * @param bounds the rectangle it takes
 * @param primitives its marks in painting order, in the coordinates of the scene
 */
public record SceneNode(String id, Role role, String title, Optional<UnitOfAnalysis> unit, Rect bounds,
        List<Primitive> primitives) {

    /** What a node is in the drawing. */
    public enum Role {
        /** The frame of a module that contains layers; painted below everything else. */
        GROUP,
        /** A layer. */
        LAYER,
        /** An input or output of the model. */
        PORT,
        /** An entry of the legend. */
        LEGEND,
        /** A bar of a chart. */
        BAR,
        /** A note that the user has written. */
        NOTE
    }

    public SceneNode {
        primitives = List.copyOf(primitives);
    }
}
