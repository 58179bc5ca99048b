package org.lamina.figure.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lamina.figure.Arrangement;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.FigureLabels;
import org.lamina.figure.FigureNote;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.GlyphSizes;
import org.lamina.figure.Grouping;
import org.lamina.figure.LegendOptions;
import org.lamina.figure.PageOptions;
import org.lamina.figure.TypeStyle;

/** Puts options into the fields of a file; fields that it does not know stay as they are. */
final class PreferencesWriter {

    private PreferencesWriter() {
    }

    static void write(GlyphOptions options, PageOptions page, ObjectNode root) {
        root.put("schema", FigurePreferences.SCHEMA);
        sizes(options.sizes(), root.withObject("/sizes"));
        root.put("featureWidths", options.features());
        FigureLabels labels = options.labels();
        root.withObject("/labels").put("dimensions", labels.dimensions()).put("channels", labels.channels())
                .put("names", labels.names());
        root.put("inputs", options.inputs()).put("splits", options.splits()).put("slimBars", options.slim())
                .put("samples", Fields.word(options.samples())).put("palette", Fields.word(options.palette()));
        List<String> hidden = options.hiddenKinds().stream().sorted().map(Fields::word).toList();
        ArrayNode families = root.putArray("hiddenFamilies");
        hidden.forEach(families::add);
        types(options.types(), root.withObject("/types"));
        grouping(options.grouping(), root.withObject("/grouping"));
        legend(options.legend(), root.withObject("/legend"));
        arrangement(options.arrangement(), root);
        ObjectNode pageNode = root.withObject("/page");
        pageNode.remove("preset");
        pageNode.put("widthMillimetres", page.widthMillimetres())
                .put("minimumTextPoints", page.minimumTextPoints());
    }

    private static ObjectNode object(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
    }

    private static void sizes(GlyphSizes sizes, ObjectNode node) {
        node.put("minHeight", sizes.minHeight()).put("maxHeight", sizes.maxHeight()).put("minWidth", sizes.minWidth())
                .put("maxWidth", sizes.maxWidth()).put("horizontal", sizes.horizontal())
                .put("vertical", sizes.vertical()).put("stroke", sizes.stroke()).put("font", sizes.font())
                .put("rowWidth", sizes.rowWidth());
    }

    private static void types(Map<String, TypeStyle> types, ObjectNode node) {
        for (Map.Entry<String, JsonNode> entry : List.copyOf(node.properties())) {
            if (!types.containsKey(entry.getKey()) && entry.getValue() instanceof ObjectNode gone) {
                type(TypeStyle.USUAL, gone);
                if (gone.isEmpty()) {
                    node.remove(entry.getKey());
                }
            }
        }
        new TreeMap<>(types).forEach((type, style) -> type(style, object(node, type)));
    }

    private static void type(TypeStyle style, ObjectNode node) {
        node.remove(List.of("alias", "color", "texture", "hidden", "dense"));
        style.alias().ifPresent(alias -> node.put("alias", alias));
        style.color().ifPresent(color -> node.put("color", color.hex()));
        style.texture().ifPresent(texture -> node.put("texture", Fields.word(texture)));
        style.hidden().ifPresent(hidden -> node.put("hidden", hidden));
        style.dense().ifPresent(dense -> node.put("dense", dense));
    }

    private static void grouping(Grouping grouping, ObjectNode node) {
        node.put("mode", Fields.word(grouping.mode())).put("above", grouping.above())
                .put("repeats", grouping.repeats()).put("sequences", grouping.sequences());
        texts(node.putArray("apart"), grouping.apart());
        ArrayNode groups = node.putArray("groups");
        for (Grouping.ManualGroup group : grouping.manual()) {
            ArrayNode layers = groups.addObject().put("name", group.name()).putArray("layers");
            group.layers().forEach(layers::add);
        }
    }

    private static void arrangement(Arrangement arrangement, ObjectNode root) {
        ArrayNode notes = root.putArray("notes");
        for (FigureNote note : arrangement.notes()) {
            ObjectNode node = notes.addObject().put("text", note.text());
            note.glyph().ifPresent(glyph -> node.put("glyph", glyph));
            node.put("x", note.x()).put("y", note.y());
        }
        ObjectNode positions = root.putObject("positions");
        new TreeMap<>(arrangement.moves()).forEach((glyph, move) -> positions.putObject(glyph).put("x", move.x())
                .put("y", move.y()));
    }

    private static void legend(LegendOptions legend, ObjectNode node) {
        node.put("place", Fields.word(legend.place())).put("reversed", legend.reversed())
                .put("hiddenTypes", legend.hiddenTypes()).put("layerHeight", legend.layerHeight())
                .put("layerWidth", legend.layerWidth()).put("layerSpacing", legend.layerSpacing())
                .put("horizontal", legend.horizontal()).put("vertical", legend.vertical())
                .put("stroke", legend.stroke()).put("brief", legend.brief());
    }

    static void write(DetailOptions details, ObjectNode node) {
        node.put("frames", details.groups()).put("constants", details.constants()).put("shapes", details.shapes())
                .put("inside", details.inside());
        ObjectNode folding = object(node, "folding").put("start", Fields.word(details.folding().start()));
        texts(folding.putArray("opened"), details.folding().opened());
        texts(folding.putArray("closed"), details.folding().closed());
        arrangement(details.arrangement(), node);
    }

    private static void texts(ArrayNode array, Collection<String> texts) {
        texts.stream().sorted().forEach(array::add);
    }
}
