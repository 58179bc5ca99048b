package org.lamina.figure.glyph;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.figure.DrawnPart;
import org.lamina.figure.DrawnType;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.TypeNames;

/**
 * Tells of what types the parts of a figure are.
 *
 * @param options what the user wants for types
 * @param colors the colours of the types
 * @param groups the names under which groups were made, by their type
 */
record DrawnTypes(GlyphOptions options, GlyphColors colors, Map<String, String> groups) {

    /** What each part of glyphs is, by its id. */
    Map<String, DrawnPart> of(List<Glyph> glyphs) {
        Map<String, DrawnPart> parts = new HashMap<>();
        for (Glyph glyph : glyphs) {
            parts.put(glyph.id(), new DrawnPart(glyph.id(), type(glyph.head(), false), glyph.head().repeats()));
            glyph.slim().forEach(bar -> parts.put(bar.id(), new DrawnPart(glyph.id(), type(bar, false), 1)));
        }
        return parts;
    }

    /** All types, in the order in which they appear; those that are left out come last. */
    List<DrawnType> listed(List<Part> parts, List<Part> hidden) {
        Map<String, DrawnType> types = new LinkedHashMap<>();
        parts.forEach(part -> types.computeIfAbsent(part.type(), type -> type(part, false)));
        hidden.forEach(part -> types.computeIfAbsent(part.type(), type -> type(part, true)));
        return List.copyOf(types.values());
    }

    private DrawnType type(Part part, boolean hidden) {
        Optional<String> group = part.role() == Part.Role.GROUP
                ? Optional.of(groups.getOrDefault(part.type(), part.type())) : Optional.empty();
        return new DrawnType(part.type(), options.type(part.type()).alias().orElseGet(() -> TypeNames.of(part)),
                colors.of(part.type()), group, hidden);
    }
}
