package org.lamina.figure.glyph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lamina.figure.layout.Link;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;

/**
 * The glyphs of a figure and the links between them.
 *
 * @param glyphs in the order of the flow
 * @param links between them
 */
record GlyphNetwork(List<Glyph> glyphs, List<Link> links) {

    /**
     * Gathers glyphs from parts.
     *
     * @param slim what may stand behind another part as a slim bar
     * @param splits whether a split stands where one output feeds several glyphs
     */
    static GlyphNetwork of(PartGraph graph, Predicate<Part> slim, boolean splits) {
        Map<String, String> heads = new HashMap<>();
        Map<String, List<Part>> followers = new LinkedHashMap<>();
        for (Part part : graph.parts()) {
            Optional<Part> before = slim.test(part) ? soleSource(graph, part) : Optional.empty();
            String head = before.map(source -> heads.get(source.id())).orElse(part.id());
            heads.put(part.id(), head);
            followers.computeIfAbsent(head, id -> new ArrayList<>()).add(part);
        }
        List<Glyph> glyphs = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        for (List<Part> parts : followers.values()) {
            Glyph glyph = new Glyph(parts.get(0), parts.subList(1, parts.size()));
            glyphs.add(glyph);
            List<Part> targets = graph.successors(parts.get(parts.size() - 1));
            String from = glyph.id();
            if (splits && targets.size() > 1 && glyph.head().role() != Part.Role.SPLIT) {
                Glyph split = new Glyph(Part.split(parts.get(parts.size() - 1)), List.of());
                glyphs.add(split);
                links.add(link(from, split.id()));
                from = split.id();
            }
            for (Part target : targets) {
                links.add(link(from, heads.get(target.id())));
            }
        }
        return new GlyphNetwork(List.copyOf(glyphs), List.copyOf(links));
    }

    private static Link link(String from, String to) {
        return new Link("edge-" + from + "-" + to, from, to);
    }

    /** The part before this one, if they lie on a line without branches and have the same extent. */
    private static Optional<Part> soleSource(PartGraph graph, Part part) {
        List<Part> before = graph.predecessors(part);
        return before.size() == 1 && graph.successors(before.get(0)).size() == 1
                && (before.get(0).role() == Part.Role.LAYER || before.get(0).role() == Part.Role.GROUP)
                && before.get(0).out().equals(part.out())
                        ? Optional.of(before.get(0)) : Optional.empty();
    }

    /** All parts, in the order of the flow. */
    List<Part> parts() {
        return glyphs.stream().flatMap(glyph -> Stream.concat(Stream.of(glyph.head()), glyph.slim().stream())).toList();
    }

    /** The glyphs that nothing comes before. */
    List<Glyph> entries() {
        Set<String> targets = links.stream().map(Link::to).collect(Collectors.toSet());
        return glyphs.stream().filter(glyph -> !targets.contains(glyph.id())).toList();
    }

    /** The glyphs that nothing follows. */
    List<Glyph> exits() {
        Set<String> sources = links.stream().map(Link::from).collect(Collectors.toSet());
        return glyphs.stream().filter(glyph -> !sources.contains(glyph.id())).toList();
    }
}
