package org.lamina.figure.scene;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern that tells areas apart without colour. It repeats in square tiles that start at (0, 0) of the scene, so
 * that areas beside each other go on with one pattern.
 */
public enum Texture {
    DIAGONAL(6, 1, new double[][] {{0, 6, 6, 0}}),
    DOTS(6, 1.8, new double[][] {{3, 3, 3, 3}}),
    HORIZONTAL(5, 1, new double[][] {{0, 2.5, 5, 2.5}}),
    CROSSHATCH(7, 0.8, new double[][] {{0, 7, 7, 0}, {0, 0, 7, 7}}),
    VERTICAL(5, 1, new double[][] {{2.5, 0, 2.5, 5}}),
    BACK_DIAGONAL(6, 1, new double[][] {{0, 0, 6, 6}}),
    GRID(7, 0.8, new double[][] {{0, 3.5, 7, 3.5}, {3.5, 0, 3.5, 7}}),
    LARGE_DOTS(9, 4, new double[][] {{4.5, 4.5, 4.5, 4.5}}),
    DENSE_HORIZONTAL(3, 1.2, new double[][] {{0, 1.5, 3, 1.5}}),
    BRICKS(10, 0.8, new double[][] {{0, 2.5, 10, 2.5}, {0, 7.5, 10, 7.5}, {2.5, 2.5, 2.5, 7.5}, {7.5, 0, 7.5, 2.5},
        {7.5, 7.5, 7.5, 10}}),
    DENSE_DIAGONAL(3.5, 1.2, new double[][] {{0, 3.5, 3.5, 0}}),
    PLUSES(8, 1, new double[][] {{2, 4, 6, 4}, {4, 2, 4, 6}});

    private final double tile;
    private final double width;
    private final double[][] lines;

    Texture(double tile, double width, double[][] lines) {
        this.tile = tile;
        this.width = width;
        this.lines = lines;
    }

    /** The side of its tile in pixels. */
    public double tile() {
        return tile;
    }

    /**
     * Its marks over an area: lines and discs. They reach over the
     * area's border; whoever paints them clips.
     */
    public List<Primitive> marks(Rect area, Rgb ink) {
        List<Primitive> marks = new ArrayList<>();
        long right = (long) Math.ceil(area.right() / tile);
        long bottom = (long) Math.ceil(area.bottom() / tile);
        for (long row = (long) Math.floor(area.y() / tile); row < bottom; row++) {
            for (long column = (long) Math.floor(area.x() / tile); column < right; column++) {
                marks.addAll(tile(column * tile, row * tile, ink));
            }
        }
        return List.copyOf(marks);
    }

    /** The marks of one tile whose upper left corner is at (x, y). */
    public List<Primitive> tile(double x, double y, Rgb ink) {
        List<Primitive> marks = new ArrayList<>();
        for (double[] line : lines) {
            Point from = new Point(x + line[0], y + line[1]);
            Point to = new Point(x + line[2], y + line[3]);
            marks.add(from.equals(to)
                    ? new Primitive.Ellipse(new Rect(from.x() - width / 2, from.y() - width / 2, width, width),
                            Paint.filled(ink))
                    : new Primitive.Polyline(List.of(from, to), Stroke.solid(ink, width)));
        }
        return marks;
    }
}
