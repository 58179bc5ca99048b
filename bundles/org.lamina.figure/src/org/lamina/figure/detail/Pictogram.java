package org.lamina.figure.detail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Ellipse;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Primitive.RoundedRectangle;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Stroke;
import org.lamina.model.Layer;

/**
 * A small picture of what a layer does, in a grid of 20 by 20 units: a kernel, a bell curve, a bent line. It tells
 * families of layers apart without colour.
 */
final class Pictogram {

    private static final double UNITS = 20;

    private final Rect area;
    private final Rgb ink;
    private final List<Primitive> marks = new ArrayList<>();

    private Pictogram(Rect area, Rgb ink) {
        this.area = area;
        this.ink = ink;
    }

    /** The picture for a layer, in the largest square in the middle of an area. */
    static List<Primitive> of(Layer layer, Rect area, Rgb ink) {
        Pictogram picture = new Pictogram(area, ink);
        switch (layer.kind()) {
            case CONVOLUTION -> picture.kernel();
            case DENSE -> picture.neurons();
            case NORMALISATION -> picture.curve(1, x -> 3 + 13 * (1 - Math.exp(-Math.pow((x - 10) / 3.6, 2))));
            case ACTIVATION -> picture.activation(layer.type());
            case POOLING -> picture.trapezoid(true);
            case UPSAMPLING -> picture.trapezoid(false);
            case DROPOUT -> picture.holes();
            case RESHAPE -> picture.reshape();
            case MERGE -> picture.merge(layer.type());
            case EMBEDDING -> picture.table();
            case RECURRENT -> picture.loop();
            case ATTENTION -> picture.attention();
            case ARITHMETIC -> picture.arithmetic();
            case IDENTITY -> picture.arrow(4, 10, 16, 10);
            case CONTAINER, OTHER -> picture.dots();
        }
        return List.copyOf(picture.marks);
    }

    /** The picture for an operation or a variable inside a layer. */
    static List<Primitive> of(Inside.Step step, Rect area, Rgb ink) {
        Pictogram picture = new Pictogram(area, ink);
        switch (step.form()) {
            case MULTIPLY -> picture.merge("Mul");
            case CONVOLVE -> picture.kernel();
            case ADD -> picture.merge("Add");
            case ACTIVATE -> picture.activation(typeOf(step.name()));
            case MATRIX -> picture.table();
            case VECTOR -> picture.column();
            case OPERATION -> picture.dots();
        }
        return List.copyOf(picture.marks);
    }

    /** The type of an activation that Keras names in small letters. */
    private static String typeOf(String activation) {
        return switch (activation) {
            case "sigmoid", "hard_sigmoid" -> "Sigmoid";
            case "tanh", "softsign" -> "Tanh";
            case "softmax", "log_softmax" -> "Softmax";
            case "elu", "selu", "celu", "leaky_relu" -> "ELU";
            case "gelu", "silu", "swish", "mish", "softplus" -> "GELU";
            default -> "ReLU";
        };
    }

    private void column() {
        for (int row = 0; row < 3; row++) {
            square(8, 2.5 + 5.5 * row, 4, row % 2 == 0);
        }
    }

    /** The picture for a closed module: a box with boxes in it. */
    static List<Primitive> ofModule(Rect area, Rgb ink) {
        Pictogram picture = new Pictogram(area, ink);
        picture.marks.add(new RoundedRectangle(picture.around(UNITS / 2, UNITS / 2, 8), picture.scaled(2),
                Paint.outlined(Stroke.solid(ink, picture.scaled(1.2)))));
        picture.rectangle(5.5, 5.5, 9, 3.5);
        picture.rectangle(5.5, 11, 9, 3.5);
        return List.copyOf(picture.marks);
    }

    private void kernel() {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                square(2.5 + 5.5 * column, 2.5 + 5.5 * row, 4, (row + column) % 2 == 0);
            }
        }
    }

    private void neurons() {
        double[] left = {3.5, 10, 16.5};
        double[] right = {6.5, 13.5};
        for (double from : left) {
            for (double to : right) {
                line(0.8, 4, from, 16, to);
            }
        }
        for (double y : left) {
            dot(4, y, 2);
        }
        for (double y : right) {
            dot(16, y, 2);
        }
    }

    private void activation(String type) {
        line(0.8, 2, 16.5, 18, 16.5);
        switch (type) {
            case "Sigmoid", "Hardsigmoid", "LogSigmoid" -> curve(2, x -> 16.5 - 12.5 / (1 + Math.exp(-(x - 10) / 1.5)));
            case "Tanh", "Hardtanh", "Softsign" -> curve(2, x -> 10 - 6.5 * Math.tanh((x - 10) / 3));
            case "Softmax", "LogSoftmax" -> bars(4, 9, 13.5, 6);
            case "ELU", "SELU", "CELU", "LeakyReLU", "PReLU" -> line(2, 2, 18, 10, 16.5, 17, 4);
            case "GELU", "SiLU", "Mish", "Softplus", "Hardswish" ->
                curve(2, x -> 16.5 - (x - 8) * 1.35 / (1 + Math.exp(-(x - 8) / 1.1)));
            default -> line(2, 2.5, 16.5, 9, 16.5, 17, 4);
        }
    }

    private void bars(double... heights) {
        for (int i = 0; i < heights.length; i++) {
            rectangle(3 + 4 * i, 16.5 - heights[i], 2.6, heights[i]);
        }
    }

    private void trapezoid(boolean narrowing) {
        double left = narrowing ? 2 : 6.5;
        double right = narrowing ? 6.5 : 2;
        marks.add(new Polygon(List.of(at(4, left), at(16, right), at(16, UNITS - right), at(4, UNITS - left)),
                Paint.filled(ink)));
    }

    private void holes() {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                double x = 4 + 6 * column;
                double y = 4 + 6 * row;
                if (row * 3 + column == 1 || row * 3 + column == 3 || row * 3 + column == 8) {
                    marks.add(new Ellipse(around(x, y, 1.9), Paint.outlined(Stroke.solid(ink, scaled(0.9)))));
                } else {
                    dot(x, y, 2.3);
                }
            }
        }
    }

    private void reshape() {
        for (int i = 0; i < 4; i++) {
            square(2 + 4.5 * (i % 2), 5.5 + 4.5 * (i / 2), 3.6, true);
            rectangle(15, 2 + 4.1 * i, 3, 3.3);
        }
        line(1, 11.3, 9.8, 13.8, 9.8);
    }

    private void merge(String type) {
        if (type.equals("Concat") || type.equals("Stack")) {
            rectangle(4, 3, 3.6, 14);
            rectangle(8.4, 3, 3.6, 14);
            rectangle(12.8, 3, 3.6, 14);
            return;
        }
        marks.add(new Ellipse(around(10, 10, 7.8), Paint.outlined(Stroke.solid(ink, scaled(1.5)))));
        if (type.equals("Mul")) {
            line(1.7, 6.8, 6.8, 13.2, 13.2);
            line(1.7, 6.8, 13.2, 13.2, 6.8);
        } else {
            line(1.7, 5.5, 10, 14.5, 10);
            line(1.7, 10, 5.5, 10, 14.5);
        }
    }

    private void table() {
        for (int row = 0; row < 4; row++) {
            if (row == 1) {
                rectangle(2.5, 2.5 + 4 * row, 15, 3);
            } else {
                marks.add(new RoundedRectangle(new Rect(x(2.9), y(2.9 + 4 * row), scaled(14.2), scaled(2.2)), 0,
                        Paint.outlined(Stroke.solid(ink, scaled(0.8)))));
            }
        }
    }

    private void loop() {
        List<Point> arc = new ArrayList<>();
        for (int degrees = -60; degrees <= 210; degrees += 15) {
            double angle = Math.toRadians(degrees);
            arc.add(at(10 + 6.5 * Math.cos(angle), 10.5 + 6.5 * Math.sin(angle)));
        }
        marks.add(new Polyline(arc, Stroke.solid(ink, scaled(1.8))));
        marks.add(new Polygon(List.of(at(9.5, 2.2), at(15.5, 2.6), at(12, 8)), Paint.filled(ink)));
    }

    private void attention() {
        double[] strength = {1, 0.6, 2.2, 0.6, 2.2, 0.6, 1, 0.6, 1.6};
        for (int from = 0; from < 3; from++) {
            for (int to = 0; to < 3; to++) {
                line(strength[from * 3 + to], 3.5 + 6.5 * from, 16, 3.5 + 6.5 * to, 4);
            }
            square(2 + 6.5 * from, 14.5, 3.2, true);
            square(2 + 6.5 * from, 2.5, 3.2, true);
        }
    }

    private void arithmetic() {
        line(1.7, 3, 6.2, 8.2, 6.2);
        line(1.7, 5.6, 3.6, 5.6, 8.8);
        line(1.7, 11.8, 6.2, 17, 6.2);
        line(1.7, 3.6, 12, 7.6, 16);
        line(1.7, 3.6, 16, 7.6, 12);
        line(1.7, 11.8, 14, 17, 14);
        dot(14.4, 11.4, 1);
        dot(14.4, 16.6, 1);
    }

    private void arrow(double x1, double y1, double x2, double y2) {
        line(1.8, x1, y1, x2 - 3, y2);
        marks.add(new Polygon(List.of(at(x2, y2), at(x2 - 5, y2 - 3.5), at(x2 - 5, y2 + 3.5)), Paint.filled(ink)));
    }

    private void dots() {
        dot(4.5, 10, 1.9);
        dot(10, 10, 1.9);
        dot(15.5, 10, 1.9);
    }

    private void curve(double start, DoubleUnaryOperator y) {
        List<Point> points = new ArrayList<>();
        for (double x = start; x <= UNITS - start + 1e-9; x += 0.75) {
            points.add(at(x, y.applyAsDouble(x)));
        }
        marks.add(new Polyline(points, Stroke.solid(ink, scaled(1.9))));
    }

    /** A line through points given as x, y, x, y. */
    private void line(double width, double... coordinates) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < coordinates.length; i += 2) {
            points.add(at(coordinates[i], coordinates[i + 1]));
        }
        marks.add(new Polyline(points, Stroke.solid(ink, scaled(width))));
    }

    private void square(double x, double y, double side, boolean full) {
        if (full) {
            rectangle(x, y, side, side);
        } else {
            marks.add(new RoundedRectangle(new Rect(x(x + 0.4), y(y + 0.4), scaled(side - 0.8), scaled(side - 0.8)), 0,
                    Paint.outlined(Stroke.solid(ink, scaled(0.8)))));
        }
    }

    private void rectangle(double x, double y, double width, double height) {
        marks.add(new RoundedRectangle(new Rect(x(x), y(y), scaled(width), scaled(height)), 0, Paint.filled(ink)));
    }

    private void dot(double x, double y, double radius) {
        marks.add(new Ellipse(around(x, y, radius), Paint.filled(ink)));
    }

    private Rect around(double x, double y, double radius) {
        return new Rect(x(x - radius), y(y - radius), scaled(2 * radius), scaled(2 * radius));
    }

    private Point at(double x, double y) {
        return new Point(x(x), y(y));
    }

    private double x(double units) {
        return area.centerX() + scaled(units - UNITS / 2);
    }

    private double y(double units) {
        return area.centerY() + scaled(units - UNITS / 2);
    }

    private double scaled(double units) {
        return units * Math.min(area.width(), area.height()) / UNITS;
    }
}
