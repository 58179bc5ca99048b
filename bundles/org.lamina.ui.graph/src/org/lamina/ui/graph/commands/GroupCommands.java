package org.lamina.ui.graph.commands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.DrawnPart;
import org.lamina.figure.DrawnType;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.GroupPaths;
import org.lamina.figure.Grouping;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.figure.TypeStyle;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.SceneNode;
import org.lamina.model.Outcome;
import org.lamina.ui.UiQueue;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.graph.Style;
import org.lamina.ui.graph.canvas.Drawn;
import org.lamina.ui.graph.editing.FigureArrangement;

/** What the commands on groups and types do with the glyphs that are selected in one editor. */
final class GroupCommands {

    private final ArchitectureEditor editor;
    private final OpenedModel opened;
    private final Drawn drawn;
    private final List<SceneNode> selected;

    private GroupCommands(ArchitectureEditor editor, OpenedModel opened, Drawn drawn) {
        this.editor = editor;
        this.opened = opened;
        this.drawn = drawn;
        this.selected = editor.canvas().nodes();
    }

    /** The commands for what is selected; tells that they are for the glyph style where that is not shown. */
    static Optional<GroupCommands> of(ArchitectureEditor editor) {
        if (editor.style() != Style.GLYPHS) {
            tell(editor, Messages.GroupCommands_style);
            return Optional.empty();
        }
        return editor.opened().flatMap(model -> editor.canvas().drawn()
                .map(shown -> new GroupCommands(editor, model, shown)));
    }

    /** Makes one glyph of the layers that are selected, if they can be one. */
    void group() {
        List<String> paths = GroupPaths.of(opened.model(), layers(withBars()), drawn.boxOf().keySet());
        ManualGroup group = new ManualGroup(freeName(), paths);
        UiQueue queue = new UiQueue(editor.canvas().control());
        new GroupCheck(opened.model(), options(), group, outcome -> queue.later(() -> checked(group, outcome)))
                .schedule();
    }

    /** What is selected, and what stands in the same glyphs. */
    private List<SceneNode> withBars() {
        Set<String> glyphs = selected.stream().flatMap(node -> Optional.ofNullable(drawn.parts().get(node.id()))
                .stream()).map(DrawnPart::glyph).collect(Collectors.toSet());
        return drawn.parts().entrySet().stream().filter(entry -> glyphs.contains(entry.getValue().glyph()))
                .flatMap(entry -> drawn.index().node(entry.getKey()).stream()).toList();
    }

    private void checked(ManualGroup group, Outcome<Optional<String>> outcome) {
        if (outcome instanceof Outcome.Done<Optional<String>> done) {
            done.value().ifPresentOrElse(problem -> tell(editor, problem), () -> new GroupDialog(
                    editor.getSite().getShell(), Messages.GroupCommands_group, group.name(), Optional.empty(),
                    this::isLayerType, (name, color) -> add(new ManualGroup(name, group.layers()), color)).open());
        }
    }

    private void add(ManualGroup group, Optional<Rgb> color) {
        editor.change(Messages.GroupCommands_group, figure -> {
            List<ManualGroup> all = new ArrayList<>(figure.options().grouping().manual());
            all.add(group);
            return styled(manual(figure, all), group.name(), style -> colored(style, color));
        });
    }

    private String freeName() {
        Set<String> names = drawn.types().stream().map(DrawnType::type).collect(Collectors.toSet());
        int number = 1;
        while (names.contains(NLS.bind(Messages.GroupCommands_name, number))) {
            number++;
        }
        return NLS.bind(Messages.GroupCommands_name, number);
    }

    private boolean isLayerType(String name) {
        return drawn.types().stream().anyMatch(type -> type.group().isEmpty() && type.type().equals(name));
    }

    /** Takes groups back: those that the user has gathered one by one, those that were made by themselves by name. */
    void ungroup() {
        List<SceneNode> groups = selected.stream().filter(node -> type(node).flatMap(DrawnType::group).isPresent())
                .toList();
        if (groups.isEmpty()) {
            tell(editor, Messages.GroupCommands_noGroup);
            return;
        }
        editor.change(Messages.GroupCommands_ungroup, figure -> {
            Grouping grouping = figure.options().grouping();
            for (SceneNode node : groups) {
                grouping = without(grouping, node);
            }
            return figure.with(figure.options().withGrouping(grouping), figure.page());
        });
    }

    private Grouping without(Grouping grouping, SceneNode node) {
        Optional<ManualGroup> manual = GroupPaths.groupOf(grouping, layers(List.of(node)), drawn.boxOf().keySet());
        if (manual.isEmpty()) {
            return grouping.without(type(node).flatMap(DrawnType::group).orElseThrow());
        }
        List<ManualGroup> left = new ArrayList<>(grouping.manual());
        left.remove(left.lastIndexOf(manual.get()));
        return grouping.withManual(left);
    }

    /** Asks for another name and colour of the group or type that is selected. */
    void rename() {
        Optional<SceneNode> node = selected.stream().filter(each -> type(each).isPresent()).findFirst();
        if (node.isEmpty()) {
            tell(editor, Messages.GroupCommands_noType);
            return;
        }
        DrawnType type = type(node.get()).orElseThrow();
        Optional<ManualGroup> manual = type.group().isEmpty() ? Optional.empty()
                : GroupPaths.groupOf(options().grouping(), layers(List.of(node.get())), drawn.boxOf().keySet());
        new GroupDialog(editor.getSite().getShell(), Messages.GroupCommands_rename, type.name(),
                options().type(type.type()).color(), name -> manual.isPresent() && isLayerType(name),
                (name, color) -> rename(type, manual, name, color)).open();
    }

    private void rename(DrawnType type, Optional<ManualGroup> manual, String name, Optional<Rgb> color) {
        editor.change(Messages.GroupCommands_rename, figure -> {
            if (manual.isEmpty()) {
                Optional<String> alias = name.equals(type.name()) ? figure.options().type(type.type()).alias()
                        : Optional.of(name);
                return styled(figure, type.type(), style -> new TypeStyle(alias, color, style.texture(),
                        style.hidden(), style.dense()));
            }
            List<ManualGroup> all = figure.options().grouping().manual().stream().map(group -> group.equals(
                    manual.get()) ? new ManualGroup(name, group.layers()) : group).toList();
            Optional<TypeStyle> old = Optional.ofNullable(figure.options().types().get(type.type()));
            return styled(manual(figure, all), name, style -> colored(old.orElse(style), color));
        });
    }

    /** Leaves the types of what is selected out of the figure. */
    void hideTypes() {
        Set<String> types = new LinkedHashSet<>();
        selected.stream().flatMap(node -> type(node).stream()).filter(type -> type.group().isEmpty())
                .forEach(type -> types.add(type.type()));
        if (types.isEmpty()) {
            tell(editor, Messages.GroupCommands_noLayer);
            return;
        }
        editor.change(NLS.bind(Messages.GroupCommands_hide, String.join(", ", types)), figure -> figure
                .with(figure.options().withHidden(figure.options().hiddenKinds(), types), figure.page()));
    }

    /** Groups by themselves what can be grouped in one way. */
    void groupAll(Grouping.Mode mode) {
        editor.change(Messages.GroupCommands_all, figure -> figure
                .with(figure.options().withGrouping(figure.options().grouping().withMode(mode)), figure.page()));
    }

    /** Puts all glyphs where they are by themselves. */
    void reset() {
        editor.change(Messages.GroupCommands_reset, FigureArrangement::reset);
    }

    /** Takes the selected notes out. */
    void delete() {
        List<SceneNode> notes = selected.stream().filter(node -> node.role() == SceneNode.Role.NOTE).toList();
        if (!notes.isEmpty()) {
            editor.change(Messages.GroupCommands_delete, figure -> FigureArrangement.without(figure, notes));
        }
    }

    private Optional<DrawnType> type(SceneNode node) {
        return Optional.ofNullable(drawn.parts().get(node.id())).map(DrawnPart::type);
    }

    /** The layers that nodes stand for. */
    private List<String> layers(List<SceneNode> nodes) {
        Set<String> ids = nodes.stream().map(SceneNode::id).collect(Collectors.toSet());
        return drawn.boxOf().entrySet().stream().filter(entry -> ids.contains(entry.getValue()))
                .map(Map.Entry::getKey).toList();
    }

    private GlyphOptions options() {
        return editor.figure().preferences().options();
    }

    private static FigurePreferences manual(FigurePreferences figure, List<ManualGroup> groups) {
        GlyphOptions options = figure.options();
        return figure.with(options.withGrouping(options.grouping().withManual(groups)), figure.page());
    }

    private static FigurePreferences styled(FigurePreferences figure, String type, UnaryOperator<TypeStyle> change) {
        Map<String, TypeStyle> types = new HashMap<>(figure.options().types());
        TypeStyle style = change.apply(figure.options().type(type));
        if (style.equals(TypeStyle.USUAL)) {
            types.remove(type);
        } else {
            types.put(type, style);
        }
        return figure.with(figure.options().withTypes(types), figure.page());
    }

    private static TypeStyle colored(TypeStyle style, Optional<Rgb> color) {
        return new TypeStyle(style.alias(), color, style.texture(), style.hidden(), style.dense());
    }

    private static void tell(ArchitectureEditor editor, String problem) {
        MessageDialog dialog = new MessageDialog(editor.getSite().getShell(), Messages.GroupCommands_title, null,
                problem, MessageDialog.INFORMATION, 0, IDialogConstants.OK_LABEL);
        dialog.setBlockOnOpen(false);
        dialog.open();
    }
}
