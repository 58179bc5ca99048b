package org.lamina.figure.layout;

import java.util.List;
import java.util.Map;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;

/**
 * Where everything lies.
 *
 * @param width of the whole drawing, which starts at (0, 0)
 * @param height of the whole drawing
 * @param places of boxes and frames, by id
 * @param ways of links, by id; from the border of one box to that of the other, along the axes
 */
public record Placement(double width, double height, Map<String, Rect> places, Map<String, List<Point>> ways) {

    public Placement {
        places = Map.copyOf(places);
        ways = Map.copyOf(ways);
    }
}
