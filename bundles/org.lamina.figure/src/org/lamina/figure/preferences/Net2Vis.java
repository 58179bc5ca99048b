package org.lamina.figure.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lamina.figure.scene.Texture;

/**
 * What Net2Vis saves, as preferences of Lamina: the files of its preferences and of its legend (settings, each an
 * object with a {@code value}), and the file of its layer types (types, each with a {@code color}, a {@code texture}
 * and an {@code alias}).
 */
final class Net2Vis {

    private static final Map<String, String> NUMBERS = Map.of(
            "layer_display_min_height", "/sizes/minHeight",
            "layer_display_max_height", "/sizes/maxHeight",
            "layer_display_min_width", "/sizes/minWidth",
            "layer_display_max_width", "/sizes/maxWidth",
            "layers_spacing_horizontal", "/sizes/horizontal",
            "layers_spacing_vertical", "/sizes/vertical",
            "stroke_width", "/sizes/stroke");

    private static final Map<String, String> SWITCHES = Map.of(
            "show_dimensions", "/labels/dimensions",
            "show_features", "/labels/channels",
            "show_name", "/labels/names",
            "show_names", "/labels/names",
            "add_splitting", "/splits");

    private static final Map<String, String> LEGEND = Map.of(
            "layer_height", "/legend/layerHeight",
            "layer_width", "/legend/layerWidth",
            "layers_spacing_horizontal", "/legend/horizontal",
            "layers_spacing_vertical", "/legend/vertical",
            "stroke_width", "/legend/stroke",
            "reverse_order", "/legend/reversed");

    /** The textures that come nearest to its patterns, {@code url(#muster1)} first; no two are the same. */
    private static final List<Texture> TEXTURES = List.of(Texture.CROSSHATCH, Texture.GRID, Texture.LARGE_DOTS,
            Texture.PLUSES, Texture.DOTS, Texture.DIAGONAL, Texture.DENSE_DIAGONAL, Texture.BACK_DIAGONAL,
            Texture.HORIZONTAL, Texture.DENSE_HORIZONTAL, Texture.VERTICAL, Texture.RINGS);
    private static final Pattern TEXTURE = Pattern.compile("url\\(#muster(\\d{1,2})\\)");

    private static final String SETTINGS = "layer_display_min_height";
    private static final String LEGENDS = "element_spacing";

    /** The types of Keras, which Net2Vis draws, by the names that figures give them. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("InputLayer", "Input"),
            Map.entry("Conv1D", "Conv1d"),
            Map.entry("Conv2D", "Conv2d"),
            Map.entry("Conv3D", "Conv3d"),
            Map.entry("Conv2DTranspose", "ConvTranspose2d"),
            Map.entry("MaxPooling1D", "MaxPool1d"),
            Map.entry("MaxPooling2D", "MaxPool2d"),
            Map.entry("AveragePooling2D", "AvgPool2d"),
            Map.entry("GlobalAveragePooling2D", "GlobalAvgPool"),
            Map.entry("GlobalMaxPooling2D", "GlobalMaxPool"),
            Map.entry("BatchNormalization", "BatchNorm2d"),
            Map.entry("LayerNormalization", "LayerNorm"),
            Map.entry("UpSampling2D", "Upsample"),
            Map.entry("ZeroPadding2D", "Pad"),
            Map.entry("Concatenate", "Concat"),
            Map.entry("Dense", "Linear"));

    private final ObjectNode target;
    private final boolean textured;
    private final List<String> left = new ArrayList<>();

    private Net2Vis(ObjectNode target, boolean textured) {
        this.target = target;
        this.textured = textured;
    }

    /** Whether a document is one that Net2Vis has saved. */
    static boolean wrote(ObjectNode root) {
        return root.has(SETTINGS) || root.has(LEGENDS) || !root.isEmpty() && !root.has("schema") && all(root, "alias");
    }

    private static boolean all(ObjectNode root, String field) {
        for (JsonNode value : root) {
            if (!value.has(field)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Puts what a document of Net2Vis says into the fields of Lamina's; gives what has no counterpart.
     *
     * @param textured whether types have their textures, as in its figures without colours; else their colours
     */
    static List<String> read(ObjectNode root, ObjectNode target, boolean textured) throws PreferencesException {
        Net2Vis reader = new Net2Vis(target, textured);
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (root.has(SETTINGS)) {
                reader.setting(entry.getKey(), value(entry));
            } else if (root.has(LEGENDS)) {
                reader.legend(entry.getKey(), value(entry));
            } else {
                reader.type(entry.getKey(), entry.getValue());
            }
        }
        return reader.left;
    }

    private static JsonNode value(Map.Entry<String, JsonNode> setting) throws PreferencesException {
        JsonNode value = setting.getValue().path("value");
        if (value.isMissingNode()) {
            throw new PreferencesException(setting.getKey(), "an object with a value, as Net2Vis saves it", "none");
        }
        return value;
    }

    private void legend(String name, JsonNode value) {
        if (LEGEND.containsKey(name)) {
            put(LEGEND.get(name), value);
        } else {
            left.add(name);
        }
    }

    private void setting(String name, JsonNode value) {
        if (NUMBERS.containsKey(name)) {
            put(NUMBERS.get(name), value);
        } else if (SWITCHES.containsKey(name)) {
            put(SWITCHES.get(name), value);
        } else {
            switch (name) {
                case "show_samples" -> target.put("samples", value.asBoolean() ? "placeholders" : "none");
                case "no_colors" -> target.put("palette", value.asBoolean() ? "monochrome" : "material");
                case "features_mapping" -> {
                    target.put("featureWidths", value.asText().equals("width"));
                    if (!value.asText().equals("width")) {
                        left.add(name + " \"" + value.asText() + "\"");
                    }
                }
                default -> left.add(name);
            }
        }
    }

    private void put(String pointer, JsonNode value) {
        int end = pointer.lastIndexOf('/');
        ObjectNode around = end == 0 ? target : target.withObject(pointer.substring(0, end));
        around.set(pointer.substring(end + 1), value);
    }

    /** Groups have names by chance there, which no group of a figure has. */
    private void type(String name, JsonNode style) {
        if (!style.has("hidden")) {
            left.add("the group " + style.path("alias").asText(name));
            return;
        }
        ObjectNode type = target.withObject("/types").putObject(TYPES.getOrDefault(name, name));
        for (String field : List.of("alias", "hidden")) {
            if (style.has(field)) {
                type.set(field, style.get(field));
            }
        }
        Matcher texture = TEXTURE.matcher(style.path("texture").asText());
        int number = texture.matches() ? Integer.parseInt(texture.group(1)) : 0;
        if (!textured && style.has("color")) {
            type.set("color", style.get("color"));
        } else if (textured && number >= 1 && number <= TEXTURES.size()) {
            type.put("texture", Fields.word(TEXTURES.get(number - 1)));
        }
        if (style.path("dense").isBoolean()) {
            type.set("dense", style.get("dense"));
        }
    }
}
