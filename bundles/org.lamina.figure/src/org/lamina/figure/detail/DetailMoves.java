package org.lamina.figure.detail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lamina.figure.Arrangement;
import org.lamina.figure.layout.Box;
import org.lamina.figure.layout.Detour;
import org.lamina.figure.layout.Frame;
import org.lamina.figure.layout.Link;
import org.lamina.figure.layout.Placement;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;

/** Boxes and frames that the user has moved: what lies in a frame moves with it, and frames and lines follow. */
final class DetailMoves {

    private static final double GAP = 12;
    private static final Point NOWHERE = new Point(0, 0);

    private final Arrangement arrangement;
    private final Placement placement;
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, List<String>> members = new HashMap<>();
    private final Map<String, Rect> places = new HashMap<>();
    private final Map<String, List<Point>> ways = new HashMap<>();

    private DetailMoves(Arrangement arrangement, List<Frame> frames, List<Box> boxes, List<Link> links,
            Placement placement) {
        this.arrangement = arrangement;
        this.placement = placement;
        frames.forEach(frame -> add(frame.id(), frame.parent()));
        boxes.forEach(box -> add(box.id(), box.parent()));
        boxes.forEach(box -> places.put(box.id(), moved(box.id())));
        frames.stream().filter(frame -> frame.parent().isEmpty()).forEach(frame -> fit(frame.id()));
        List<Rect> obstacles = boxes.stream().map(box -> places.get(box.id())).toList();
        links.forEach(link -> ways.put(link.id(), way(link, obstacles)));
    }

    /** Where everything lies after the moves. */
    static Placement applied(Arrangement arrangement, List<Frame> frames, List<Box> boxes, List<Link> links,
            Placement placement) {
        return placement.places().keySet().stream().noneMatch(arrangement.moves()::containsKey) ? placement
                : new DetailMoves(arrangement, frames, boxes, links, placement).placement();
    }

    private void add(String id, String parent) {
        parents.put(id, parent);
        members.computeIfAbsent(parent, any -> new ArrayList<>()).add(id);
    }

    /** How far something is moved: by itself, and with the frames around it. */
    private Point offset(String id) {
        Point offset = NOWHERE;
        for (String at = id; !at.isEmpty(); at = parents.get(at)) {
            Point move = arrangement.moves().getOrDefault(at, NOWHERE);
            offset = offset.plus(move.x(), move.y());
        }
        return offset;
    }

    private Rect moved(String id) {
        Rect place = placement.places().get(id);
        Point offset = offset(id);
        return new Rect(place.x() + offset.x(), place.y() + offset.y(), place.width(), place.height());
    }

    /** Puts a frame around its members with the room to each side that it had before; tells where it is. */
    private Rect fit(String frame) {
        List<String> inside = members.getOrDefault(frame, List.of());
        Rect now = moved(frame);
        Rect before = placement.places().get(frame);
        if (!inside.isEmpty()) {
            Rect held = inside.stream().map(placement.places()::get).reduce(Rect::union).orElseThrow();
            Rect holds = inside.stream().map(id -> members.containsKey(id) ? fit(id) : places.get(id))
                    .reduce(Rect::union).orElseThrow();
            double left = holds.x() - (held.x() - before.x());
            double top = holds.y() - (held.y() - before.y());
            now = new Rect(left, top, holds.right() + before.right() - held.right() - left,
                    holds.bottom() + before.bottom() - held.bottom() - top);
        }
        places.put(frame, now);
        return now;
    }

    private List<Point> way(Link link, List<Rect> obstacles) {
        List<Point> way = placement.ways().get(link.id());
        Point from = offset(link.from());
        Point to = offset(link.to());
        if (from.equals(to)) {
            return way.stream().map(point -> point.plus(from.x(), from.y())).toList();
        }
        return Detour.downwards(way.get(0).plus(from.x(), from.y()),
                way.get(way.size() - 1).plus(to.x(), to.y()), obstacles, GAP);
    }

    /** With the same margins as before. */
    private Placement placement() {
        Rect before = extent(placement.places(), placement.ways());
        Rect now = extent(places, ways);
        Point shift = new Point(before.x() - now.x(), before.y() - now.y());
        places.replaceAll((id, place) -> new Rect(place.x() + shift.x(), place.y() + shift.y(), place.width(),
                place.height()));
        ways.replaceAll((id, way) -> way.stream().map(point -> point.plus(shift.x(), shift.y())).toList());
        return new Placement(placement.width() - before.width() + now.width(),
                placement.height() - before.height() + now.height(), places, ways);
    }

    private static Rect extent(Map<String, Rect> places, Map<String, List<Point>> ways) {
        List<Rect> all = new ArrayList<>(places.values());
        ways.values().forEach(way -> all.add(Rect.around(way)));
        return all.stream().reduce(Rect::union).orElseThrow();
    }
}
