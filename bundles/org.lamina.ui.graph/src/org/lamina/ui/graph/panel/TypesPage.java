package org.lamina.ui.graph.panel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.ColorSelector;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.lamina.figure.DrawnType;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.TypeStyle;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Texture;
import org.lamina.model.LayerKind;
import org.lamina.ui.graph.editing.FigureDocument.Change;

/** The page with the types of layers and groups: what is chosen in its list can be changed below. */
final class TypesPage {

    private static final int ROWS = 8;
    private static final int SWATCH = 12;
    private static final String USUAL = "usual";

    private final Changes changes;
    private final PanelPage page;
    private final Table list;
    private final Text alias;
    private final ColorSelector color;
    private final Button usualColor;
    private final Table families;
    private List<DrawnType> types = List.of();
    private FigurePreferences shown = FigurePreferences.standard();
    private Optional<String> chosen = Optional.empty();

    /** Takes what people want to change. */
    interface Changes {

        /**
         * Changes the preferences.
         *
         * @param label what is done, a verb phrase in title case
         */
        void make(String label, Change change);
    }

    TypesPage(PanelPage page, Changes changes) {
        this.page = page;
        this.changes = changes;
        page.heading("types");
        list = table(SWT.SINGLE | SWT.BORDER, "types");
        list.addListener(SWT.Selection, event -> choose(list.getSelectionIndex()));
        list.addListener(SWT.Dispose, event -> disposeImages());
        page.heading("head.type");
        page.name("types.alias");
        alias = new Text(page.rows(), SWT.BORDER);
        PanelPage.named(alias, "types.alias");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(alias);
        alias.addListener(SWT.DefaultSelection, event -> rename());
        alias.addListener(SWT.FocusOut, event -> rename());
        page.name("types.color");
        Composite colors = new Composite(page.rows(), SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(colors);
        color = new ColorSelector(colors);
        PanelPage.named(color.getButton(), "types.color");
        color.addListener(event -> recolor(Optional.of(rgb(color.getColorValue()))));
        usualColor = new Button(colors, SWT.PUSH);
        usualColor.setText(PanelTexts.of("types.color.usual"));
        usualColor.addListener(SWT.Selection, event -> recolor(Optional.empty()));
        choice("types.texture", textures(), style -> style.texture().map(TypesPage::word).orElse(USUAL),
                (style, word) -> new TypeStyle(style.alias(), style.color(), texture(word), style.hidden(),
                        style.dense()));
        List<String> answers = List.of(USUAL, "true", "false");
        choice("types.hidden", List.of(USUAL, "false", "true"), style -> word(style.hidden()),
                (style, word) -> new TypeStyle(style.alias(), style.color(), style.texture(), flag(word),
                        style.dense()));
        choice("types.dense", answers, style -> word(style.dense()),
                (style, word) -> new TypeStyle(style.alias(), style.color(), style.texture(), style.hidden(),
                        flag(word)));
        page.heading("head.families");
        families = table(SWT.CHECK | SWT.BORDER, "hiddenFamilies");
        for (LayerKind kind : LayerKind.values()) {
            if (kind != LayerKind.CONTAINER) {
                TableItem item = new TableItem(families, SWT.NONE);
                item.setText(PanelTexts.of("families." + word(kind)));
                item.setData(kind);
            }
        }
        families.addListener(SWT.Selection, event -> {
            if (event.detail == SWT.CHECK) {
                hideFamilies();
            }
        });
        page.onShow(this::show);
    }

    private Table table(int style, String key) {
        Table table = new Table(page.rows(), style | SWT.V_SCROLL);
        PanelPage.named(table, key);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false)
                .hint(SWT.DEFAULT, ROWS * table.getItemHeight()).applyTo(table);
        return table;
    }

    private interface Restyle {
        TypeStyle of(TypeStyle style, String word);
    }

    private void choice(String key, List<String> words, Function<TypeStyle, String> get, Restyle restyle) {
        Combo combo = page.choice(key, words, figure -> chosen.map(type -> get.apply(figure.options().type(type)))
                .orElse(""), word -> restyled(style -> restyle.of(style, word)));
        page.onShow(figure -> combo.setEnabled(chosen.isPresent()));
    }

    private Change restyled(UnaryOperator<TypeStyle> change) {
        Optional<String> type = chosen;
        return figure -> type.map(name -> with(figure, name, change)).orElse(figure);
    }

    private static FigurePreferences with(FigurePreferences figure, String type, UnaryOperator<TypeStyle> change) {
        GlyphOptions options = figure.options();
        Map<String, TypeStyle> all = new HashMap<>(options.types());
        all.put(type, change.apply(options.type(type)));
        return figure.with(options.withTypes(all), figure.page());
    }

    private void rename() {
        String name = alias.getText().strip();
        change("types.alias", style -> new TypeStyle(name.isEmpty() ? Optional.empty() : Optional.of(name),
                style.color(), style.texture(), style.hidden(), style.dense()));
    }

    private void recolor(Optional<Rgb> wanted) {
        change("types.color", style -> new TypeStyle(style.alias(), wanted, style.texture(), style.hidden(),
                style.dense()));
    }

    private void change(String key, UnaryOperator<TypeStyle> change) {
        make(key, restyled(change));
    }

    private void make(String key, Change change) {
        changes.make(NLS.bind(PanelTexts.of("change"), PanelTexts.of(key)), change);
    }

    private void hideFamilies() {
        Set<LayerKind> hidden = new HashSet<>();
        for (TableItem item : families.getItems()) {
            if (item.getChecked()) {
                hidden.add((LayerKind) item.getData());
            }
        }
        make("hiddenFamilies", figure -> figure.with(figure.options().withHidden(hidden, Set.of()), figure.page()));
    }

    private void choose(int index) {
        chosen = index < 0 ? Optional.empty() : Optional.of(types.get(index).type());
        page.show(shown);
    }

    /** Lists the types of a drawing. */
    void show(List<DrawnType> newTypes, FigurePreferences figure) {
        if (newTypes.isEmpty() || newTypes.equals(types)) {
            return;
        }
        types = newTypes;
        list.setRedraw(false);
        disposeImages();
        list.removeAll();
        for (DrawnType type : types) {
            TableItem item = new TableItem(list, SWT.NONE);
            String name = type.name().equals(type.type()) ? type.name() : type.name() + " – " + type.type();
            item.setText(type.hidden() ? NLS.bind(PanelTexts.of("types.leftOut"), name) : name);
            item.setImage(swatch(type.color()));
        }
        list.setRedraw(true);
        chosen = chosen.filter(name -> types.stream().anyMatch(type -> type.type().equals(name)));
        page.show(figure);
    }

    private void show(FigurePreferences figure) {
        shown = figure;
        int index = chosen.map(name -> types.stream().map(DrawnType::type).toList().indexOf(name)).orElse(-1);
        list.setSelection(index);
        alias.setEnabled(index >= 0);
        usualColor.setEnabled(index >= 0 && figure.options().type(chosen.orElseThrow()).color().isPresent());
        color.setEnabled(index >= 0);
        String name = chosen.flatMap(type -> figure.options().type(type).alias()).orElse("");
        if (!alias.getText().equals(name)) {
            alias.setText(name);
        }
        if (index >= 0) {
            Rgb now = types.get(index).color();
            color.setColorValue(new RGB(now.red(), now.green(), now.blue()));
        }
        for (TableItem item : families.getItems()) {
            item.setChecked(figure.options().hiddenKinds().contains(item.getData()));
        }
    }

    private Image swatch(Rgb rgb) {
        ImageData data = new ImageData(SWATCH, SWATCH, 1,
                new PaletteData(new RGB(rgb.red(), rgb.green(), rgb.blue())));
        return new Image(list.getDisplay(), data);
    }

    private void disposeImages() {
        for (TableItem item : list.getItems()) {
            Image image = item.getImage();
            item.setImage((Image) null);
            if (image != null) {
                image.dispose();
            }
        }
    }

    private static List<String> textures() {
        return Stream.concat(Stream.of(USUAL), Arrays.stream(Texture.values()).map(TypesPage::word)).toList();
    }

    private static Optional<Texture> texture(String word) {
        return Arrays.stream(Texture.values()).filter(texture -> word(texture).equals(word)).findFirst();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String word(Optional<Boolean> flag) {
        return flag.map(Object::toString).orElse(USUAL);
    }

    private static Optional<Boolean> flag(String word) {
        return word.equals(USUAL) ? Optional.empty() : Optional.of(Boolean.valueOf(word));
    }

    private static Rgb rgb(RGB value) {
        return new Rgb(value.red, value.green, value.blue);
    }
}
