package org.lamina.figure.scene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lamina.figure.scene.SceneIndex.Line;

/** The lines of the edges that leave one node, where those that run along each other are one. */
final class SharedLines {

    private record Span(double from, double to, SceneEdge edge) {
    }

    private final Map<Double, List<Span>> upright = new TreeMap<>();
    private final Map<Double, List<Span>> level = new TreeMap<>();
    private final List<Line> lines = new ArrayList<>();

    private SharedLines() {
    }

    static List<Line> of(List<SceneEdge> edges) {
        SharedLines shared = new SharedLines();
        edges.forEach(shared::add);
        shared.upright.forEach((x, spans) -> shared.join(spans, x, true));
        shared.level.forEach((y, spans) -> shared.join(spans, y, false));
        return shared.lines;
    }

    private void add(SceneEdge edge) {
        List<Point> points = edge.line();
        boolean along = edge.stroke().dash().isEmpty();
        for (int i = 1; i < points.size() && along; i++) {
            along = points.get(i - 1).x() == points.get(i).x() || points.get(i - 1).y() == points.get(i).y();
        }
        if (!along) {
            lines.add(new Line(edge, points));
            return;
        }
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            if (from.x() == to.x()) {
                upright.computeIfAbsent(from.x(), x -> new ArrayList<>()).add(span(from.y(), to.y(), edge));
            } else {
                level.computeIfAbsent(from.y(), y -> new ArrayList<>()).add(span(from.x(), to.x(), edge));
            }
        }
    }

    private static Span span(double one, double other, SceneEdge edge) {
        return new Span(Math.min(one, other), Math.max(one, other), edge);
    }

    private void join(List<Span> spans, double at, boolean up) {
        spans.sort(Comparator.comparingDouble(Span::from));
        Span open = spans.get(0);
        for (Span span : spans.subList(1, spans.size())) {
            boolean same = span.edge().stroke().equals(open.edge().stroke());
            if (same && span.from() <= open.to()) {
                open = new Span(open.from(), Math.max(open.to(), span.to()), open.edge());
            } else {
                close(open, at, up);
                open = span;
            }
        }
        close(open, at, up);
    }

    private void close(Span span, double at, boolean up) {
        lines.add(new Line(span.edge(), up ? List.of(new Point(at, span.from()), new Point(at, span.to()))
                : List.of(new Point(span.from(), at), new Point(span.to(), at))));
    }
}
