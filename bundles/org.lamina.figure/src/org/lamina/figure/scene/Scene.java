package org.lamina.figure.scene;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lamina.model.UnitOfAnalysis;

/**
 * A finished drawing. It is painted in this order: the background, the nodes of role {@code GROUP}, the edges with
 * their heads and labels, all other nodes, the decorations. Everything lies between (0, 0) and (width, height).
 *
 * @param title what is drawn, in words
 * @param width in pixels
 * @param height in pixels
 * @param background the colour behind everything; empty for none, as a figure on paper
 * @param nodes in painting order; a group comes before what it contains
 * @param edges in painting order
 * @param decorations marks that belong to no node
 */
public record Scene(String title, double width, double height, Optional<Rgb> background, List<SceneNode> nodes,
        List<SceneEdge> edges, List<Primitive> decorations) {

    public Scene {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        decorations = List.copyOf(decorations);
    }

    /** The rectangle of the whole drawing; it starts at (0, 0). */
    public Rect bounds() {
        return new Rect(0, 0, width, height);
    }

    /** All marks, in painting order. */
    public Stream<Primitive> marks() {
        Stream<Primitive> groups = nodes.stream().filter(node -> node.role() == SceneNode.Role.GROUP)
                .flatMap(node -> node.primitives().stream());
        Stream<Primitive> lines = edges.stream().flatMap(edge -> Stream.concat(
                Stream.concat(Stream.of(new Primitive.Polyline(edge.line(), edge.stroke())), edge.head().stream()),
                edge.labels().stream()));
        Stream<Primitive> others = nodes.stream().filter(node -> node.role() != SceneNode.Role.GROUP)
                .flatMap(node -> node.primitives().stream());
        return Stream.of(groups, lines, others, decorations.stream()).flatMap(part -> part);
    }

    /** How areas are filled, in painting order. */
    public List<Fill> fills() {
        return marks().flatMap(mark -> mark.area().stream()).flatMap(paint -> paint.fill().stream()).toList();
    }

    /** All texts, in painting order. */
    public List<Primitive.Text> texts() {
        return marks().filter(Primitive.Text.class::isInstance).map(Primitive.Text.class::cast).toList();
    }

    /** The node of this id, if there is one. */
    public Optional<SceneNode> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** The node that stands for this unit, if there is one. */
    public Optional<SceneNode> node(UnitOfAnalysis unit) {
        return nodes.stream().filter(node -> node.unit().filter(unit::equals).isPresent()).findFirst();
    }

    /** The uppermost node under a point, if there is one. */
    public Optional<SceneNode> nodeAt(Point point) {
        return nodes.stream().filter(node -> node.bounds().contains(point)).reduce((below, above) -> above);
    }
}
